// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring;

import dev.evenkeel.sdk.Evenkeel;
import dev.evenkeel.sdk.SdkState;
import dev.evenkeel.sdk.SdkStats;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The status of an SDK, as shown by the actuator.
///
/// @param state `NOT_READY`, `READY`, `STALE` or `IN_ERROR`, see [SdkState]
/// @param reason reason for the state; null when ready
/// @param stats counters since the start, including the revision of the flags in memory
public record EvenkeelStatus(String state, @Nullable String reason, SdkStats stats) {
    /// Reads the current status of an SDK.
    static EvenkeelStatus of(Evenkeel evenkeel) {
        SdkState state = evenkeel.state();
        return new EvenkeelStatus(name(state), reason(state), evenkeel.stats());
    }

    private static String name(SdkState state) {
        if (state instanceof SdkState.Ready) {
            return "READY";
        }
        if (state instanceof SdkState.Stale) {
            return "STALE";
        }
        return state instanceof SdkState.InError ? "IN_ERROR" : "NOT_READY";
    }

    private static @Nullable String reason(SdkState state) {
        if (state instanceof SdkState.Stale stale) {
            return stale.reason();
        }
        if (state instanceof SdkState.InError inError) {
            return inError.reason();
        }
        return state instanceof SdkState.NotReady notReady ? notReady.reason() : null;
    }

    /// Returns the details for a health contributor.
    Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("state", state);
        details.put("revision", stats.revision());
        if (reason != null) {
            details.put("reason", reason);
        }
        return details;
    }

    /// Whether flags are available, current or stale, and no action is needed.
    boolean isUp() {
        return state.equals("READY") || state.equals("STALE");
    }
}
