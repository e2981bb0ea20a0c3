// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.engine.change.Change;
import dev.evenkeel.engine.change.ChangeHarmEvent;
import dev.evenkeel.engine.change.ChangeKind;
import dev.evenkeel.engine.change.ChangeOutcome;
import dev.evenkeel.engine.change.ChangeStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A change as the HTTP API returns it (docs/reference/http-api.md).
///
/// @param reason explanation of the outcome
/// @param rule version of the rule that determined the outcome
public record ChangeResponse(
        String id,
        String source,
        String externalId,
        String service,
        String environment,
        ChangeKind kind,
        ChangeStatus status,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable Instant committedAt,
        String title,
        @Nullable String author,
        @Nullable String artifact,
        @Nullable String link,
        boolean unplanned,
        @Nullable String fixes,
        @Nullable List<String> technologies,
        @Nullable Instant rolledBackAt,
        ChangeOutcome outcome,
        String reason,
        String rule,
        List<ChangeHarmEvent> harms) {

    static ChangeResponse of(ReportedChangeQueries.RecordedChangeWithOutcome known) {
        RecordedChange recorded = known.recorded();
        Change change = recorded.change();
        return new ChangeResponse(
                change.id(),
                recorded.origin().source(),
                recorded.origin().id(),
                change.service(),
                change.environment(),
                change.kind(),
                change.status(),
                change.startedAt(),
                change.finishedAt(),
                change.committedAt(),
                recorded.details().title(),
                recorded.details().author(),
                recorded.details().artifact(),
                recorded.details().link(),
                change.unplanned(),
                recorded.details().fixes(),
                recorded.details().technologies(),
                recorded.rolledBackAt(),
                known.classified().verdict().outcome(),
                known.classified().verdict().reason(),
                known.classified().verdict().rule(),
                known.classified().harms());
    }
}
