-- search_postings

select 1;
