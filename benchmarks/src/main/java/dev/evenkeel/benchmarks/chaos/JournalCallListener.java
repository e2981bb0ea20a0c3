// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.core.flag.Evaluation;
import dev.evenkeel.sdk.CallStartListener;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Call listener that records each call, with the exposure that decided it, in the journal before its path
/// runs.
final class JournalCallListener implements CallStartListener {
    private final ProcessJournalWriter journal;

    JournalCallListener(ProcessJournalWriter journal) {
        this.journal = journal;
    }

    @Override
    public void callStarted(String flagKey, String variant, Evaluation evaluation, @Nullable String rollout) {
        Map<String, Object> metadata = evaluation.flagMetadata();
        if (rollout == null) {
            journal.writeCall("", 0, 0, variant);
        } else {
            int exposure = (int) number(metadata, "evenkeel.exposure");
            journal.writeCall(rollout, number(metadata, "evenkeel.revision"), exposure, variant);
        }
    }

    private static long number(Map<String, Object> metadata, String name) {
        return metadata.get(name) instanceof Number number ? number.longValue() : 0;
    }
}
