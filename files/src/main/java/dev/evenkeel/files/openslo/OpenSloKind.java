// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The kinds of OpenSLO v1.
public enum OpenSloKind {
    DATA_SOURCE("DataSource"),
    SERVICE("Service"),
    SLI("SLI"),
    SLO("SLO"),
    ALERT_POLICY("AlertPolicy"),
    ALERT_CONDITION("AlertCondition"),
    ALERT_NOTIFICATION_TARGET("AlertNotificationTarget");

    static final String NAMES = Arrays.stream(values()).map(OpenSloKind::text).collect(Collectors.joining(", "));

    private final String text;

    OpenSloKind(String text) {
        this.text = text;
    }

    /// As OpenSLO writes it.
    public String text() {
        return text;
    }

    /// The kind of that name.
    public static Optional<OpenSloKind> of(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
    }
}
