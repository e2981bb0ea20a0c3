// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk.internal.call;

import dev.evenkeel.core.flag.split.UnitSalt;
import dev.evenkeel.core.telemetry.MetricNames;
import dev.evenkeel.sdk.internal.outcome.SettlementTokenPayload;
import dev.evenkeel.sdk.internal.tracking.CallAttribution;
import dev.evenkeel.sdk.internal.tracking.TrackedSplit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The scope of a call whose path may open a settlement, in the thread that runs it. Confined to that thread.
public final class SettlementTokenScope {
    private static final ThreadLocal<SettlementTokenScope> CURRENT = new ThreadLocal<>();

    private final CallAttribution attribution;
    private final long unit;
    private boolean opened;

    private SettlementTokenScope(CallAttribution attribution, long unit) {
        this.attribution = attribution;
        this.unit = unit;
    }

    /// See [dev.evenkeel.sdk.SettlementToken#open()].
    public static Optional<String> issueToken() {
        SettlementTokenScope current = CURRENT.get();
        return current == null ? Optional.empty() : current.token();
    }

    private Optional<String> token() {
        TrackedSplit split = attribution.split();
        Optional<String> token = split == null
                ? Optional.empty()
                : new SettlementTokenPayload(attribution.key(), unitName(split.salt())).toToken();
        opened |= token.isPresent();
        return token;
    }

    private long unitName(@Nullable UnitSalt salt) {
        return salt == null ? unit : salt.hashUnit(unit);
    }

    /// Wraps the code of a call so that it may open its settlement. A call that throws has opened none.
    static <A extends @Nullable Object, R extends @Nullable Object> Function<A, R> wrap(
            EvaluationAndRecordingCore core,
            CallAttribution attribution,
            long unit,
            Function<? super A, ? extends R> code) {
        return argument -> {
            SettlementTokenScope outer = CURRENT.get();
            var inner = new SettlementTokenScope(attribution, unit);
            CURRENT.set(inner);
            try {
                R result = code.apply(argument);
                if (inner.opened) {
                    core.incrementMetrics(attribution.key(), List.of(MetricNames.SETTLEMENT_OPENED));
                }
                return result;
            } finally {
                restore(outer);
            }
        };
    }

    private static void restore(@Nullable SettlementTokenScope outer) {
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
    }
}
