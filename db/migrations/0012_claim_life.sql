-- claim life: nothing yet.
select 1;
