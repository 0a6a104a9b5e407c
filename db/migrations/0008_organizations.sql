-- organizations: nothing yet.
select 1;
