// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.Detection;
import dev.evenkeel.engine.incident.Origin;

/// Who tells of an alert.
public enum AlertSource {
    /// An Alertmanager.
    ALERTMANAGER("alertmanager", Origin.ALERT, Detection.ALERT),
    /// A burn rule that this server judges itself.
    SLO("slo", Origin.SLO_BURN, Detection.SLO_BURN);

    private final String words;
    private final Origin origin;
    private final Detection detection;

    AlertSource(String words, Origin origin, Detection detection) {
        this.words = words;
        this.origin = origin;
        this.detection = detection;
    }

    /// Its name in timelines.
    public String words() {
        return words;
    }

    /// Where an incident comes from that it opens.
    public Origin origin() {
        return origin;
    }

    /// What noticed an incident that it opens.
    public Detection detection() {
        return detection;
    }
}
