// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.rollouts.experiment;

import dev.evenkeel.engine.experiment.ExperimentVerdict;
import dev.evenkeel.files.experiment.ExperimentPlanJson;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What of an experiment is in the audit ledger: what it asks, and where it stands.
///
/// @param verdict null before its rule was met
record ExperimentAuditSnapshot(
        String environment,
        String flag,
        ExperimentPlanJson plan,
        String hypothesis,
        long revision,
        boolean runs,
        List<Long> exposed,
        long analysed,
        @Nullable String alarm,
        @Nullable ExperimentVerdict verdict,
        @Nullable String words) {
    private static final JsonMapper JSON = JsonMapper.shared();

    static String of(Experiment experiment) {
        Experiment.Decision decided = experiment.decided();
        return JSON.writeValueAsString(new ExperimentAuditSnapshot(
                experiment.environment(),
                experiment.flag(),
                ExperimentPlanJson.of(experiment.plan()),
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
