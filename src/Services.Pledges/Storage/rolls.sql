-- Sealed rolls without their people. Written once, by the sealing of a declaration, and never changed. Run once, by the migration that makes them.

create table pledges.rolls (
    declaration_id uuid primary key references pledges.declarations (id),   -- also the subject of its entry in the log
    sealed_at      timestamptz not null,
    size           bigint not null,
    root           bytea not null,
    counts         bigint[] not null     -- lines by what they say, in the order of the numbers of RollState, from 1
);

-- The lines, 256 in a row, in the order of their commitments. No person is in them: who holds a receipt finds the own line by its commitment.
create table pledges.roll_lines (
    declaration_id   uuid not null references pledges.rolls (declaration_id),
    n                int not null,
    first_commitment bytea not null,
    lines            bytea not null,     -- a byte of state and 32 of commitment each
    primary key (declaration_id, n)
);
alter table pledges.roll_lines alter lines set storage external;

-- Hashes of the tree above its lowest level, in tiles as the log has them. The lowest level is worked out from the lines.
create table pledges.roll_tiles (
    declaration_id uuid not null references pledges.rolls (declaration_id),
    level          int not null,
    n              bigint not null,
    hashes         bytea not null,
    primary key (declaration_id, level, n)
);
