// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.DetectionSource;
import dev.evenkeel.engine.incident.IncidentOrigin;

/// Who tells of an alert.
public enum AlertSource {
    /// An Alertmanager.
    ALERTMANAGER("alertmanager", IncidentOrigin.ALERT, DetectionSource.ALERT),
    /// A burn rule that this server judges itself.
    SLO("slo", IncidentOrigin.SLO_BURN, DetectionSource.SLO_BURN);

    private final String words;
    private final IncidentOrigin origin;
    private final DetectionSource detection;

    AlertSource(String words, IncidentOrigin origin, DetectionSource detection) {
        this.words = words;
        this.origin = origin;
        this.detection = detection;
    }

    /// Its name in timelines.
    public String words() {
        return words;
    }

    /// Where an incident comes from that it opens.
    public IncidentOrigin origin() {
        return origin;
    }

    /// What noticed an incident that it opens.
    public DetectionSource detection() {
        return detection;
    }
}
