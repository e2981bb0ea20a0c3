// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.rollout.plan;

import dev.evenkeel.core.telemetry.MetricNames;

/// Within a declared slice of the traffic (a bank, a currency, a region, a build) no more units must
/// fail on the candidate than on control: harm to a few is diluted in the whole. Serves rollback only.
///
/// @param slice name of the slice, as the service's code declares it
/// @param weight share of the rollback evidence, above 0 and at most 1
/// @param rollbackRatio how many times control's failing units are tolerated before rolling back, 1 to 100
/// @param action what a breach leads to
public record SliceGuardrail(String slice, double weight, double rollbackRatio, GuardrailAction action)
        implements MetricGuardrail {
    @Override
    public String metric() {
        return MetricNames.failedIn(slice);
    }

    @Override
    public String name() {
        return "errors in " + slice;
    }
}
