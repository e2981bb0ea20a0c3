// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.privacy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is kept about a targeting key, without the key.
///
/// @param units by rollout, experiment and drill whose salt lives, or which began before there were salts
/// @param gone whose salt is gone: nobody can tell whether the key was in them
/// @param definitions places in force that name the key
/// @param history how many former definitions and ledger entries quote it; both are only ever added to
/// @param incidents incidents with an affected id that equals the key
/// @param examples passes over two stores with an example that names the key
/// @param notSearched what is not looked through, in words
record PersonalDataReport(
        List<StoredUnit> units,
        List<ForgottenOwner> gone,
        List<DefinitionLocation> definitions,
        HistoryMentions history,
        List<AffectedIncident> incidents,
        List<ReconciliationExample> examples,
        List<String> notSearched) {
    /// Where people have to look themselves.
    static final List<String> NOT_SEARCHED = List.of(
            "texts that people wrote: reasons, notes, timelines of incidents",
            "backups of the database",
            "logs, traces and stores of your own services, settlement tokens in them among these");

    PersonalDataReport {
        units = List.copyOf(units);
        gone = List.copyOf(gone);
        definitions = List.copyOf(definitions);
        incidents = List.copyOf(incidents);
        examples = List.copyOf(examples);
        notSearched = List.copyOf(notSearched);
    }

    /// What is kept of the key's unit under one owner.
    ///
    /// @param owner id of the rollout, experiment or drill
    /// @param kind rollout, experiment or drill
    /// @param flag its flag; empty when that is not known
    /// @param saltMadeAt when its salt was made; null for one that began before there were salts: its units
    ///     are named without a secret
    /// @param counted whether the unit is kept
    /// @param forgotten whether its owner ended and all its units were deleted
    /// @param rows rows that are kept of it
    /// @param since since when, as far as that is kept
    /// @param heardAt when it was last heard of, as far as that is kept
    record StoredUnit(
            String owner,
            String kind,
            String environment,
            String flag,
            @Nullable Instant saltMadeAt,
            boolean counted,
            boolean forgotten,
            long rows,
            @Nullable Instant since,
            @Nullable Instant heardAt) {}

    /// An owner whose salt is gone.
    ///
    /// @param since when it was deleted
    record ForgottenOwner(String owner, String kind, String environment, String flag, Instant since) {}

    /// A place in a definition in force.
    ///
    /// @param pointer JSON pointer (RFC 6901) into the author's definition
    record DefinitionLocation(String environment, String pointer) {}

    /// @param definitions former definitions that name the key
    /// @param ledgerEntries entries of the ledger that quote it
    record HistoryMentions(long definitions, long ledgerEntries) {}

    /// @param corrected whether somebody said what put it right
    record AffectedIncident(String incident, String service, boolean corrected) {}

    /// @param pass id of the pass
    record ReconciliationExample(String pass, String environment, String flag) {}
}
