// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.incident;

import dev.evenkeel.engine.incident.DetectionSource;
import dev.evenkeel.engine.incident.IncidentOrigin;

/// The source of an alert.
public enum AlertSourceType {
    /// Prometheus Alertmanager.
    ALERTMANAGER("alertmanager", IncidentOrigin.ALERT, DetectionSource.ALERT),
    /// A burn-rate rule that this server evaluates.
    SLO("slo", IncidentOrigin.SLO_BURN, DetectionSource.SLO_BURN);

    private final String words;
    private final IncidentOrigin origin;
    private final DetectionSource detection;

    AlertSourceType(String words, IncidentOrigin origin, DetectionSource detection) {
        this.words = words;
        this.origin = origin;
        this.detection = detection;
    }

    /// Returns the name for timelines.
    public String displayName() {
        return words;
    }

    /// Returns the origin of incidents that its alerts open.
    public IncidentOrigin origin() {
        return origin;
    }

    /// Returns the detection source of incidents that its alerts open.
    public DetectionSource detection() {
        return detection;
    }
}
