-- The role by which intake uses the database of reports: it adds what is taken in, and reads nothing of a report but its reporter's, who shows the access code (src/Services.Reports/Storage/IntakeSql.cs).
-- Run by the owner after role.sql, when the tables exist. Every statement can be run again. What the role has in the end is printed and compared by tests/Services.Reports.Tests/Parts/IntakeRoleTests.cs.
do $$ begin
    if not exists (select from pg_roles where rolname = 'reports_intake') then
        create role reports_intake login;
    end if;
end $$;
alter role reports_intake with nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
alter role reports_intake set idle_in_transaction_session_timeout = '60s';
alter role reports_intake set lock_timeout = '10s';
alter role reports_intake set jit = off;
grant connect on database @database to reports_intake;
grant usage on schema reports, messaging, log to reports_intake;

-- From nothing each time: what a later version no longer needs is gone.
do $$
declare entry record;
begin
    for entry in select table_schema, table_name, column_name, privilege_type from information_schema.column_privileges where grantee = 'reports_intake' loop
        execute format('revoke %s (%I) on %I.%I from reports_intake', entry.privilege_type, entry.column_name, entry.table_schema, entry.table_name);
    end loop;
end $$;
revoke all on all tables in schema reports, messaging, log from reports_intake;
revoke all on all sequences in schema reports, messaging, log from reports_intake;
revoke all on all functions in schema reports, messaging, log from reports_intake;

grant execute on function reports.opens, reports.own_report, reports.lead_of_own, reports.lead_steps, reports.own_content to reports_intake;

-- Reports: added, and recognised when they come again. Never the content, who reported, or what an access code is held against.
grant insert on reports.reports to reports_intake;
grant select (id, version, request_key, content_hash, number, code_key_id, region_code, kind, office_code, contest, status, received_at, possible_duplicate_of) on reports.reports to reports_intake;
grant insert on reports.unnumbered, reports.unwatched, reports.tally_changes, messaging.outbox to reports_intake;
grant usage on all sequences in schema reports to reports_intake;
grant select on reports.law_revisions, messaging.revoked_tokens to reports_intake;
-- Asked by the policies of every table, whoever reads.
grant select on reports.case_offices to reports_intake;
grant select (report_id, begun_at) on reports.case_erasures to reports_intake;
grant select (report_id, number) on reports.official_numbers, reports.registrations to reports_intake;

-- Of these only rows of the own report, or of the one that it was joined to: the policies below. What is written once stays.
grant select, insert on reports.additions, reports.case_events, reports.case_clocks, reports.uploads, reports.evidence_items, reports.subject_requests to reports_intake;
grant select, insert, delete on reports.running_clocks, reports.clock_warnings to reports_intake;
grant update (ends_at, calendar_known_since) on reports.running_clocks to reports_intake;
grant update (office_code, region_code) on reports.clock_warnings to reports_intake;
grant select, insert on reports.cases, reports.work_list to reports_intake;
grant update (version, status, family, contest_id, claimed_by, claimed_by_office, unread_messages, changed_at) on reports.cases to reports_intake;
grant update (received_year, kind, status, office_code, regency_code, province_code, region_code, contest_id, claimed_by, claimed_by_office, unread_messages, due_at, last_day, codes) on reports.work_list to reports_intake;
grant select on reports.transfers, reports.forwardings to reports_intake;
grant update (status, version, climbs_at, answered_at) on reports.transfers to reports_intake;
grant select (id, report_id, ground, evidence) on reports.identity_openings to reports_intake;
grant select (opening_id, approved_at) on reports.identity_opening_approvals to reports_intake;
grant select on reports.subject_request_answers, reports.data_breach_reports to reports_intake;
grant select (id, known_at, data_categories) on reports.data_breaches to reports_intake;
grant select (breach_id, audience, notified_at, text) on reports.data_breach_notices to reports_intake;
grant select, insert on reports.data_clocks to reports_intake;
grant insert on reports.data_clock_warnings to reports_intake;

-- Files under way are intake's own; what was sealed for others it can only add.
grant select, insert on reports.evidence_files, reports.evidence_parts to reports_intake;
grant update (stored_bytes, state, upload_key, touched_at) on reports.evidence_files to reports_intake;
grant update (is_stored) on reports.evidence_parts to reports_intake;
grant insert on reports.evidence_file_keys, reports.custody_entries to reports_intake;

-- The chain of audit numbers and hashes an entry by itself, and gives that back.
grant insert on reports.audit_entries to reports_intake;
grant select (sequence, previous, hash) on reports.audit_entries to reports_intake;

-- The log: promised, and proven. It holds hashes of what is sealed.
grant select, insert on log.held, log.promise to reports_intake;
grant select on log.opening, log.erasure, log.pending, log.entry, log.bundle, log.tile, log.state to reports_intake;

-- Who may see which rows. Restrictive: whatever other policies a table has, these hold for intake besides. A table without any other needs one that lets everyone else go on.
do $$
declare
    own constant text := '(select reports.own_report())';
    own_or_lead constant text := 'any (array[(select reports.own_report()), (select reports.lead_of_own())])';
    entry record;
begin
    for entry in select * from (values
        ('additions', 'report_id', false), ('case_events', 'report_id', false), ('uploads', 'report_id', false), ('evidence_items', 'report_id', false),
        ('subject_requests', 'report_id', false), ('running_clocks', 'report_id', false), ('clock_warnings', 'report_id', false), ('identity_openings', 'report_id', false),
        ('data_breach_reports', 'report_id', false), ('work_list', 'report_id', false), ('cases', 'report_id', true), ('case_clocks', 'report_id', true),
        ('transfers', 'report_id', true), ('forwardings', 'report_id', true)) as t(name, key, shows_lead) loop
        execute format('alter table reports.%I enable row level security', entry.name);
        execute format('drop policy if exists intake_reads on reports.%I', entry.name);
        execute format('drop policy if exists intake_adds on reports.%I', entry.name);
        execute format('drop policy if exists intake_changes on reports.%I', entry.name);
        execute format('drop policy if exists intake_removes on reports.%I', entry.name);
        execute format('create policy intake_reads on reports.%I as restrictive for select to reports_intake using (%I = %s)',
            entry.name, entry.key, case when entry.shows_lead then own_or_lead else own end);
        -- A report is listed when it is taken in, before anyone can show its code.
        execute format('create policy intake_adds on reports.%I as restrictive for insert to reports_intake with check (%s)',
            entry.name, case when entry.name = 'work_list' then 'true' else format('%I = %s', entry.key, own) end);
        execute format('create policy intake_changes on reports.%I as restrictive for update to reports_intake using (%I = %s) with check (%I = %s)', entry.name, entry.key, own, entry.key, own);
        execute format('create policy intake_removes on reports.%I as restrictive for delete to reports_intake using (%I = %s)', entry.name, entry.key, own);
    end loop;

    alter table reports.subject_request_answers enable row level security;
    drop policy if exists intake_reads on reports.subject_request_answers;
    create policy intake_reads on reports.subject_request_answers as restrictive for select to reports_intake
        using (subject_request_id in (select id from reports.subject_requests where report_id = (select reports.own_report())));

    for entry in select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'reports' and c.relrowsecurity loop
        if not exists (select from pg_policies where schemaname = 'reports' and tablename = entry.name and permissive = 'PERMISSIVE' and policyname <> 'everyone') then
            execute format('drop policy if exists everyone on reports.%I', entry.name);
            execute format('create policy everyone on reports.%I using (true) with check (true)', entry.name);
        else
            execute format('drop policy if exists everyone on reports.%I', entry.name);
        end if;
    end loop;
end $$;

-- As role.sql has it for the service's role.
do $$
declare setting text;
begin
    foreach setting in array array['log_statement = ''none''', 'log_min_duration_statement = -1', 'log_min_error_statement = ''panic''',
        'log_parameter_max_length = 0', 'log_parameter_max_length_on_error = 0'] loop
        begin
            execute format('alter role reports_intake set %s', setting);
        exception when insufficient_privilege then
            raise warning 'This owner may not set % for role reports_intake', setting;
        end;
    end loop;
end $$;
