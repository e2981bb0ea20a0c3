// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring;

import java.util.Locale;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/// Hides the SDK key in the actuator's views of properties, however it is spelled there and whatever else they show.
final class SdkKeySanitizer implements SanitizingFunction {
    @Override
    public SanitizableData apply(SanitizableData data) {
        String letters = data.getKey().toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        return letters.endsWith("evenkeelsdkkey") ? data.withSanitizedValue() : data;
    }
}
