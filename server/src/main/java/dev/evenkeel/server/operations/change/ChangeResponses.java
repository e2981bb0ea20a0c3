// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.change;

import dev.evenkeel.api.ChangeApi.ChangeResponse;
import dev.evenkeel.engine.change.Change;

/// Conversion of changes to responses.
final class ChangeResponses {
    private ChangeResponses() {}

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
