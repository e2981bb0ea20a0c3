// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.openslo;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The kinds of objects in OpenSLO v1.
public enum OpenSloKind {
    DATA_SOURCE("DataSource"),
    SERVICE("Service"),
    SLI("SLI"),
    SLO("SLO"),
    ALERT_POLICY("AlertPolicy"),
    ALERT_CONDITION("AlertCondition"),
    ALERT_NOTIFICATION_TARGET("AlertNotificationTarget");

    static final String NAMES =
            Arrays.stream(values()).map(OpenSloKind::wireName).collect(Collectors.joining(", "));

    private final String text;

    OpenSloKind(String text) {
        this.text = text;
    }

    /// Returns the name of the kind in OpenSLO.
    public String wireName() {
        return text;
    }

    /// Returns the kind with a name.
    public static Optional<OpenSloKind> findByName(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
    }
}
