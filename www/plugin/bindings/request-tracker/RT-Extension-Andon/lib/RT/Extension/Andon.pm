use strict;
use warnings;
use utf8;

package RT::Extension::Andon;

our $VERSION = '0.1.0';

use Digest::SHA ();
use JSON ();
use LWP::UserAgent ();

=encoding utf-8

=head1 NAME

RT::Extension::Andon - priority, due times, team and missing fields, while a ticket is typed

=head1 INSTALLATION

Copy this directory into RT's plugin directory (F</usr/local/share/request-tracker5/plugins> with
Debian's packages, F</opt/rt5/local/plugins> otherwise), add to F<RT_SiteConfig.pm>

    Plugin('RT::Extension::Andon');
    Set($AndonPolicy, '/etc/andon/rules.json');

and restart RT. The other settings are in F<etc/Andon_Config.pm>.

To have new tickets and replies checked by C<andon serve> as well, set C<$AndonValidator> and
C<$AndonValidatorSecret>, and make the two scrips that tell it:

    rt-setup-database --action insert --datafile etc/initialdata

=head1 METHODS

=head2 Files

The address of the extension's own files. RT lets browsers keep static files for 30 days, so their directory is
named after their content; where an update was copied over an older version, the newest counts.

=cut

my $files;

sub Files {
    my $class = shift;
    return $files if $files;
    my ($directory) = sort { -M "$a/binding.js" <=> -M "$b/binding.js" } glob( _own('static/andon') . '/*' );
    die "RT::Extension::Andon lacks its static files: install the built extension, not its sources\n"
        unless $directory;
    my ($name) = $directory =~ m{([^/]+)$};
    return $files = RT->Config->Get('WebPath') . "/static/andon/$name";
}

sub _own {
    my $part = shift;
    my $plugin = RT::Plugin->new( name => __PACKAGE__ );
    return $plugin->Path($part);
}

=head2 Site

What the script in the form has to know of this RT, as JSON; with C<TicketObj>, that ticket as well.

=cut

sub Site {
    my ( $class, %args ) = @_;
    my $user  = $args{CurrentUser};
    my $queue = $args{QueueObj};
    return JSON->new->canonical->encode(
        {   webPath => RT->Config->Get('WebPath'),
            zone    => $user->UserObj->Timezone || RT->Config->Get('Timezone'),
            fields  => RT->Config->Get('AndonFields'),
            teams   => RT->Config->Get('AndonTeams'),
            levels  => RT->Config->Get('AndonServiceLevels'),
            numbers => $class->_numbers($queue),
            majors  => _agents_url() && $user->Privileged ? JSON::true : JSON::false,
            $args{TicketObj} ? ( shown => $class->_shown( $args{TicketObj} ) ) : (),
        }
    );
}

# Priority of the policy -> number in RT. A name that the queue has itself goes before what the settings say.
sub _numbers {
    my ( $class, $queue ) = @_;
    my %tables = RT->Config->Get('PriorityAsString');
    my $table  = $tables{ $queue ? $queue->__Value('Name') : 'Default' } || $tables{Default} || {};
    my %named  = ref $table eq 'ARRAY' ? @$table : %$table;
    my %own    = %{ RT->Config->Get('AndonPriorities') || {} };
    my %numbers = %named;
    for my $priority ( grep { !exists $named{$_} } keys %own ) {
        my $name = $own{$priority};
        $numbers{$priority} = $named{$name} // $name if exists $named{$name} || $name =~ /^[0-9]+$/;
    }
    $_ = "$_" for values %numbers;
    return \%numbers;
}

# A ticket as far as its page shows it to this user.
sub _shown {
    my ( $class, $ticket ) = @_;
    my $queue = $ticket->QueueObj;
    my ( %held, %choices );
    $held{Priority} = '' . ( $ticket->Priority // '' );
    $held{Queue}    = $queue->Name;
    $choices{Queue} = _queues( $ticket->CurrentUser );
    my $levels = RT->Config->Get('AndonServiceLevels') || {};
    if ( %$levels && !$queue->SLADisabled ) {
        $held{SLA} = $ticket->SLA;
        $choices{SLA} = [ sort { $a cmp $b } values %$levels ];
    }
    my $fields = $ticket->CustomFields;
    while ( my $field = $fields->Next ) {
        my $name = $field->Name;
        $held{$name} = $ticket->FirstCustomFieldValue($name);
        next unless $field->IsSelectionType;
        $choices{$name} = [ map { $_->Name } @{ $field->Values->ItemsArrayRef } ];
    }
    my $may = $ticket->CurrentUserHasRight('ModifyTicket') ? JSON::true : JSON::false;
    return { ticket => _ticket($ticket), held => \%held, choices => \%choices, mayModify => $may };
}

sub _queues {
    my $user   = shift;
    my $queues = RT::Queues->new($user);
    $queues->UnLimit;
    return [ map { $_->Name } grep { $_->CurrentUserHasRight('CreateTicket') } @{ $queues->ItemsArrayRef } ];
}

# What an agent does not apply: when what happened, and the words.
sub _ticket {
    my $ticket = shift;
    my @status;
    my $changes = $ticket->Transactions;
    $changes->Limit( FIELD => 'Type', VALUE => 'Status' );
    while ( my $change = $changes->Next ) {
        push @status,
            { at => _instant( $change->CreatedObj ), field => 'status', from => $change->OldValue, to => $change->NewValue };
    }
    my $first    = $ticket->Transactions->First;
    my $message  = $first && $first->ContentObj;
    my $resolved = $ticket->ResolvedObj;
    return {
        id          => '' . $ticket->id,
        openedAt    => _instant( $ticket->CreatedObj ),
        resolvedAt  => $resolved->IsSet ? _instant($resolved) : undef,
        respondedAt => _first_answer($ticket),
        subject     => $ticket->Subject,
        description => $message ? $message->Content : '',
        status      => $ticket->Status,
        history     => \@status,
    };
}

# When somebody other than a requestor first wrote to them.
sub _first_answer {
    my $ticket  = shift;
    my $answers = $ticket->Transactions;
    $answers->Limit( FIELD => 'Type', VALUE => 'Correspond' );
    while ( my $answer = $answers->Next ) {
        return _instant( $answer->CreatedObj ) unless $ticket->IsRequestor( $answer->CreatorObj->PrincipalId );
    }
    return undef;
}

sub _instant { return shift->W3CDTF( Timezone => 'UTC' ) }

=head2 Policy

The policy as JSON, in bytes: the bundle that C<andon bundle> made, or a directory's files, which the browser has to compile
then. Read from disk each time, so that a rule that is edited is a rule that holds.

=cut

sub Policy {
    my $class = shift;
    my $where = RT->Config->Get('AndonPolicy')
        or die "\$AndonPolicy is not set: name the bundle, or the directory with the policy's .rhai files\n";
    return _files($where) if -d $where;
    open my $file, '<:raw', $where or die "cannot read $where: $!\n";
    return do { local $/; <$file> };
}

sub _files {
    my $directory = shift;
    my %files;
    for my $path ( glob("$directory/*.rhai") ) {
        open my $file, '<:encoding(UTF-8)', $path or die "cannot read $path: $!\n";
        my ($name) = $path =~ m{([^/]+)$};
        $files{$name} = do { local $/; <$file> };
    }
    die "there is no .rhai file in $directory\n" unless %files;
    return JSON->new->utf8->canonical->encode( \%files );
}

=head2 Majors

The major incidents that the validator knows of, as JSON, for a privileged user; with C<Say> (C<confirm>, C<dismiss>, C<resolve>)
and C<Id>, after that user's word about one, which takes the right C<JudgeMajorIncident>. Undefined if the user may not, empty
if the validator does not answer.

Of an incident a user sees what the right C<ShowTicket> for one of its tickets gives: without any, nothing; of its tickets only
those. Who may judge major incidents sees them all.

=cut

RT::System->AddRight( Staff => JudgeMajorIncident => 'Confirm, dismiss and end major incidents' );    # loc

sub Majors {
    my ( $class, %args ) = @_;
    my $user = $args{CurrentUser};
    my $url  = _agents_url();
    return undef unless $url && $user && $user->Privileged;
    my $may = $user->HasRight( Right => 'JudgeMajorIncident', Object => $RT::System ) ? 1 : 0;
    my %question;
    if ( defined $args{Say} ) {
        return undef unless $may;
        %question = ( say => $args{Say}, id => $args{Id}, by => $user->Name );
    }
    my $answer = _post( $url, JSON->new->utf8->canonical->encode( \%question ), 'X-Andon' ) or return '';
    my $majors = eval { JSON->new->utf8->decode( $answer->content )->{majors} } or return '';
    my @seen = map { _seen_by( $user, $may, $_ ) } @$majors;
    return JSON->new->utf8->canonical->encode( { majors => \@seen, mayJudge => $may ? JSON::true : JSON::false } );
}

# A major incident as far as a user may know of it.
sub _seen_by {
    my ( $user, $may, $major ) = @_;
    my @seen = grep { _shows( $user, $_ ) } @{ $major->{tickets} };
    return () unless @seen || $may;
    my $hidden = @{ $major->{tickets} } - @seen;
    my $plan   = $major->{plan} && { message => $major->{plan}{message} };
    return { %$major, tickets => \@seen, elsewhere => $major->{elsewhere} + $hidden, plan => $plan };
}

sub _shows {
    my ( $user, $id ) = @_;
    my $ticket = RT::Ticket->new($user);
    return $ticket->Load($id) && $ticket->CurrentUserHasRight('ShowTicket');
}

# The validator hears of agents beside the address for webhooks.
sub _agents_url {
    my $url = RT->Config->Get('AndonValidator') or return undef;
    return $url =~ s{/hooks/}{/agents/}r;
}

=head2 Deliver

Tells the validator about a ticket. Called by the scrips of F<etc/initialdata>, after RT has committed: whoever
listens may read and write the ticket at once. A validator that is down costs the agent C<$AndonValidatorTimeout>
seconds at most, and never the ticket.

=cut

sub Deliver {
    my ( $class, $action, $event ) = @_;
    my $url = RT->Config->Get('AndonValidator') or return 1;
    _post( $url, $class->_body( $action, $event ), 'X-RT' );
    return 1;
}

# Posts what is signed under two headers that begin with $prefix; the answer, unless it is an error.
sub _post {
    my ( $url, $body, $prefix ) = @_;
    my $time   = time;
    my $secret = RT->Config->Get('AndonValidatorSecret') // '';
    my $agent  = LWP::UserAgent->new( timeout => RT->Config->Get('AndonValidatorTimeout') );
    my $answer = $agent->post(
        $url,
        'Content-Type'      => 'application/json',
        "$prefix-Timestamp" => $time,
        "$prefix-Signature" => 'sha256=' . Digest::SHA::hmac_sha256_hex( "$time.$body", $secret ),
        Content             => $body,
    );
    return $answer if $answer->is_success;
    RT->Logger->error( "andon: $url answered " . $answer->status_line );
    return undef;
}

# The ticket as RT's REST interface shows it, which has no message, and the message that opened it.
sub _body {
    my ( $class, $action, $event ) = @_;
    require RT::REST2;
    require RT::REST2::Util;
    my $ticket = $action->TicketObj;
    my $data   = RT::REST2::Util::serialize_record($ticket);
    $data->{id}   = $ticket->id;
    $data->{_url} = RT->Config->Get('WebURL') . 'REST/2.0/ticket/' . $ticket->id;
    my $first   = $ticket->Transactions->First;
    my $message = $first && $first->ContentObj;
    return JSON->new->utf8->canonical->allow_blessed->convert_blessed->encode(
        {   event   => $event,
            actor   => $action->TransactionObj->CreatorObj->Name,
            content => $message ? $message->Content : '',
            ticket  => $data,
        }
    );
}

1;
