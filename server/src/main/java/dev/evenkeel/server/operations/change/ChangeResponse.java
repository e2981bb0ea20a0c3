// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.engine.change.Change;
import dev.evenkeel.engine.change.ChangeHarm;
import dev.evenkeel.engine.change.ChangeKind;
import dev.evenkeel.engine.change.ChangeOutcome;
import dev.evenkeel.engine.change.ChangeStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A change as the API tells of it (docs/reference/http-api.md).
///
/// @param reason why the outcome is what it is
/// @param rule version of the rule that said so
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
        @Nullable String repairs,
        @Nullable List<String> technologies,
        @Nullable Instant rolledBackAt,
        ChangeOutcome outcome,
        String reason,
        String rule,
        List<ChangeHarm> harms) {

    static ChangeResponse of(ChangeService.EvaluatedChange known) {
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
                recorded.details().repairs(),
                recorded.details().technologies(),
                recorded.rolledBackAt(),
                known.judged().verdict().outcome(),
                known.judged().verdict().reason(),
                known.judged().verdict().rule(),
                known.judged().harms());
    }
}
