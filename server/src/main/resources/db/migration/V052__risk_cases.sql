-- Risk cases that are kept under a name, to be assessed again and again: what they rest on as files write it.
create table risk_case (
    name text primary key,
    spec text not null
);
