// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.slo.measurement;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// How far an SLO's source was asked.
///
/// @param indicator what is asked, as a text; with another one everything begins anew
/// @param knownUntil end of the last minute that was asked for good
/// @param lookedUntil end of the last minute up to which alerts were looked at
/// @param failingSince null while the source answers
/// @param failure one sentence for people; null while the source answers
public record SloImportProgress(
        String slo,
        String indicator,
        Instant knownUntil,
        Instant lookedUntil,
        @Nullable Instant failingSince,
        @Nullable String failure) {

    /// Up to where an answer can be judged: not with a last minute that just ended and that nobody
    /// has looked at, which would read as one without calls. An older look is no excuse.
    ///
    /// @param horizon the end of the last minute that is over
    public Instant judgedUntil(Instant horizon) {
        boolean isMinuteBehind =
                lookedUntil.isBefore(horizon) && !lookedUntil.isBefore(horizon.minus(1, ChronoUnit.MINUTES));
        return isMinuteBehind ? lookedUntil : horizon;
    }

    SloImportProgress known(Instant until) {
        return new SloImportProgress(slo, indicator, until, lookedUntil, null, null);
    }

    SloImportProgress failing(Instant until, String words, Instant now) {
        return new SloImportProgress(
                slo, indicator, until, lookedUntil, failingSince == null ? now : failingSince, words);
    }

    public SloImportProgress looked(Instant until) {
        return new SloImportProgress(slo, indicator, knownUntil, until, failingSince, failure);
    }
}
