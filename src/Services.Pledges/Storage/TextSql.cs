namespace Netralitas.Services.Pledges.Storage;

/// <summary>How a text is corrected: by a function of the owner, for the service's role itself cannot change one.</summary>
internal static class TextSql
{
    /// <summary>Corrects a text that nobody uses: that no declaration names, itself or as its original, and that no text follows or translates.</summary>
    /// <remarks>Rows are locked from the original to its translation; whoever names one in a foreign key waits for its lock, and this function for whoever did.</remarks>
    internal const string GuardTranslationsSql =
        """
        create or replace function pledges.correct_pledge_text(
            corrected uuid, new_kind text, new_title text, new_source text, new_wording text, new_legal_basis text, new_contest text, new_points jsonb)
            returns boolean language plpgsql security definer set search_path = pledges, pg_temp as $$
        declare
            original uuid;   -- what it translates; neither that nor its language ever changes
        begin
            select o.id into original from pledges.pledge_texts t join pledges.pledge_texts o on o.id = t.previous_text_id and o.language <> t.language where t.id = corrected;
            perform from pledges.pledge_texts where id = original for update;
            perform from pledges.pledge_texts where id = corrected for update;
            if exists (select from pledges.declarations where pledge_text_id in (corrected, original)) or exists (select from pledges.pledge_texts where previous_text_id = corrected) then
                return false;
            end if;
            update pledges.pledge_texts
            set kind = new_kind, title = new_title, source = new_source, wording = new_wording, legal_basis = new_legal_basis, contest = new_contest, points = new_points
            where id = corrected;
            return found;
        end $$;
        """;

    /// <summary>As it was before: a translation could be corrected while its original was in use.</summary>
    internal const string DropSql =
        """
        create or replace function pledges.correct_pledge_text(
            corrected uuid, new_kind text, new_title text, new_source text, new_wording text, new_legal_basis text, new_contest text, new_points jsonb)
            returns boolean language plpgsql security definer set search_path = pledges, pg_temp as $$
        begin
            perform from pledges.pledge_texts where id = corrected for update;
            if exists (select from pledges.declarations where pledge_text_id = corrected) or exists (select from pledges.pledge_texts where previous_text_id = corrected) then
                return false;
            end if;
            update pledges.pledge_texts
            set kind = new_kind, title = new_title, source = new_source, wording = new_wording, legal_basis = new_legal_basis, contest = new_contest, points = new_points
            where id = corrected;
            return found;
        end $$;
        """;
}
