# Queues, custom fields, rights and users of the test desk, in RT's own "initialdata" form.
use strict;
use warnings;

my @queues = ( 'Service Desk', 'Plant IT', 'Network' );
our @Queues = map { { Name => $_, Description => $_, SLADisabled => 0 } } @queues;

my $order = 0;
sub values_of { my $at = 0; return [ map { { Name => $_, SortOrder => ++$at } } @_ ] }

my %lines = (
    MTY => [qw(MTY-L1 MTY-L2 MTY-L3 MTY-L4 MTY-L5 MTY-DOCK)],
    NUE => [qw(NUE-L11 NUE-L12)],
    WRO => [qw(WRO-L21 WRO-L22)],
);
our @CustomFields = (
    { Name => 'Plant', Type => 'SelectSingle', RenderType => 'Dropdown', Values => values_of(qw(MTY NUE WRO)) },
    # RT shows only the lines of the plant that is chosen.
    { Name => 'Line', Type => 'SelectSingle', RenderType => 'Dropdown', BasedOn => 'Plant',
      Values => [ map { my $plant = $_; map { { Name => $_, Category => $plant } } @{ $lines{$plant} } } sort keys %lines ] },
    { Name => 'System', Type => 'SelectSingle', RenderType => 'Dropdown',
      Values => values_of(qw(ERP MES label-printer SCADA workstation)) },
    # RT has no yes or no.
    { Name => 'Production stopped', Type => 'SelectSingle', RenderType => 'List', Values => values_of(qw(no yes)) },
    { Name => 'Users blocked', Type => 'FreeformSingle', Pattern => '(?#Digits)^\d*$' },
    # Where the validator writes its reasons.
    { Name => 'Rules note', Type => 'Text' },
);
$_->{LookupType} = 'RT::Queue-RT::Ticket', $_->{Queue} = [ 'General', @queues ], $_->{SortOrder} = ++$order
    for @CustomFields;

our @Users = map { {
    Name => $_, RealName => "Desk $_", EmailAddress => "$_\@example.test", Password => "$_-pass", Privileged => 1,
} } qw(agent rulesbot reader visitor);

our @ACL = map { { Right => $_, GroupDomain => 'SystemInternal', GroupType => 'Privileged' } }
    qw(SeeQueue CreateTicket ReplyToTicket CommentOnTicket ShowTicketComments OwnTicket SeeCustomField ModifyCustomField
       SetInitialCustomField ModifySelf);
# A reader may change no ticket, a visitor may see none.
push @ACL, map { { UserId => $_, Right => 'ShowTicket' } } qw(agent rulesbot reader);
push @ACL, map { { UserId => $_, Right => 'ModifyTicket' } } qw(agent rulesbot);
push @ACL, { UserId => 'agent', Right => 'JudgeMajorIncident' };

1;
