# A Request Tracker for tests. What stands in {{braces}} is filled in by start.mjs.
use utf8;
$RT::LocalPluginPath = '{{FOLDER}}/plugins';
$RT::MasonDataDir    = '{{FOLDER}}/mason';
$RT::MasonSessionDir = '{{FOLDER}}/sessions';
$RT::VarPath         = '{{FOLDER}}/var';

Set($rtname,       'test-desk');
Set($Organization, 'example.test');
Set($WebDomain,    '127.0.0.1');
Set($WebPort,      {{PORT}});
Set($WebBaseURL,   'http://127.0.0.1:{{PORT}}');
Set($WebPath,      '');
Set($Timezone,     'Europe/Berlin');
Set($DatabaseType, 'SQLite');
Set($DatabaseName, '{{FOLDER}}/db/rt5.sqlite');
Set($WebSessionClass, 'Apache::Session::File');
Set($LogToSyslog,  undef);
Set($LogToSTDERR,  'warning');
Set($OwnerEmail,   'root@example.test');
Set(%GnuPG, Enable => 0);
Set(%SMIME, Enable => 0);
Set($AutoCreateNonExternalUsers, 1);
Set($MessageBoxRichText, {{RICH_TEXT}});
# No mail leaves.
Set($MailCommand, sub { return 1 });

Set(%PriorityAsString, Default => [ P4 => 0, P3 => 25, P2 => 50, P1 => 75 ]);
Set(%ServiceAgreements,
    Default => 'P3',
    Levels  => { map { $_->[0] => { Resolve => { RealMinutes => $_->[1] } } } [ P1 => 120 ], [ P2 => 480 ], [ P3 => 1440 ], [ P4 => 2880 ] },
);
Set(%CustomFieldGroupings,
    'RT::Ticket' => [ Basics => [ 'Plant', 'Line', 'System', 'Production stopped', 'Users blocked' ] ],
);

Plugin('RT::Extension::Andon');
Set($AndonPolicy, '{{POLICY}}');
Set($AndonTeams, {
    'service-desk'       => 'Service Desk',
    'app-infrastructure' => 'Plant IT',
    'floor-support'      => 'Plant IT',
    'plant-engineering'  => 'Plant IT',
    'network'            => 'Network',
});
Set($AndonValidator, '{{VALIDATOR}}');
Set($AndonValidatorSecret, 'for-tests');
Set($AndonServiceLevels, { P1 => 'P1', P2 => 'P2', P3 => 'P3', P4 => 'P4' });

1;
