// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/// Sanitizer that masks the SDK key in the actuator's views of properties, in every spelling of the property
/// and also inside other values, such as the command line of the process. Applies even where the actuator
/// shows other values.
final class SdkKeySanitizer implements SanitizingFunction {
    private final @Nullable String key;

    /// @param key null when none is configured
    SdkKeySanitizer(@Nullable String key) {
        this.key = key;
    }

    @Override
    public SanitizableData apply(SanitizableData data) {
        return isSdkKey(data) || containsSdkKey(data) ? data.withSanitizedValue() : data;
    }

    private static boolean isSdkKey(SanitizableData data) {
        String letters = data.getKey().toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return letters.endsWith("evenkeelsdkkey");
    }

    private boolean containsSdkKey(SanitizableData data) {
        return key != null && !key.isEmpty() && String.valueOf(data.getValue()).contains(key);
    }
}
