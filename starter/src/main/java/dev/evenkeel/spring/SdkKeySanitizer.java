// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/// Hides the SDK key in the actuator's views of properties, however it is spelled and wherever it stands there,
/// such as in the command line of the process, and whatever else they show.
final class SdkKeySanitizer implements SanitizingFunction {
    private final @Nullable String key;

    /// @param key null when there is none
    SdkKeySanitizer(@Nullable String key) {
        this.key = key;
    }

    @Override
    public SanitizableData apply(SanitizableData data) {
        return isTheKey(data) || holdsTheKey(data) ? data.withSanitizedValue() : data;
    }

    private static boolean isTheKey(SanitizableData data) {
        String letters = data.getKey().toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return letters.endsWith("evenkeelsdkkey");
    }

    private boolean holdsTheKey(SanitizableData data) {
        return key != null && !key.isEmpty() && String.valueOf(data.getValue()).contains(key);
    }
}
