# Settings of RT::Extension::Andon. Change them in RT_SiteConfig.pm.

# The policy: a bundle, which `andon bundle --policy DIR --out FILE` makes; or, to try rules out, the directory with the
# .rhai files itself, which costs every agent's browser a compiler. The web server must be able to read it.
Set($AndonPolicy, undef);

# Field of a ticket -> name of the custom field, or { label => ..., values => { what RT says => what andon says } }.
# Fields that a queue does not have are left out by themselves.
Set($AndonFields, {
    plant             => 'Plant',
    line              => 'Line',
    system            => 'System',
    asset             => 'Asset',
    productionStopped => 'Production stopped',
    usersBlocked      => 'Users blocked',
});

# Team of the policy -> RT queue. A team that is not named is offered only if a queue has its name.
Set($AndonTeams, {});

# Priority of the policy -> name in %PriorityAsString, or number. These are the names that RT comes with; a name that
# your table has itself, such as P1, needs no entry.
Set($AndonPriorities, { P1 => 'High', P2 => 'Medium', P3 => 'Low', P4 => 'Low' });

# Priority of the policy -> RT service level, to be offered for the field SLA. RT computes Due from it.
Set($AndonServiceLevels, {});

# Where `andon serve` listens for RT's webhooks, and the secret it shares with RT. Without the first, nothing is told. The same
# secret signs what RT asks for agents about major incidents; who may confirm one has the right `JudgeMajorIncident`.
Set($AndonValidator, '');
Set($AndonValidatorSecret, '');
Set($AndonValidatorTimeout, 2);

1;
