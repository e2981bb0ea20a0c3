// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.engine.experiment.Verdict;
import dev.evenkeel.files.experiment.ExperimentJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What of an experiment is in the audit ledger: what it asks, and where it stands.
///
/// @param verdict null before its rule was met
record AuditJson(
        String environment,
        String flag,
        ExperimentJson plan,
        String hypothesis,
        long revision,
        boolean runs,
        List<Long> exposed,
        long analysed,
        @Nullable String alarm,
        @Nullable Verdict verdict,
        @Nullable String words) {
    private static final JsonMapper JSON = JsonMapper.shared();

    static String of(Experiment experiment) {
        Experiment.Decided decided = experiment.decided();
        return JSON.writeValueAsString(new AuditJson(
                experiment.environment(),
                experiment.flag(),
                ExperimentJson.of(experiment.plan()),
                experiment.hypothesis(),
                experiment.revision(),
                experiment.runs(),
                experiment.state().exposed(),
                experiment.state().analysed(),
                experiment.state().alarm(),
                decided == null ? null : decided.verdict(),
                decided == null ? null : decided.words()));
    }
}
