// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification.channel;

import dev.evenkeel.engine.notification.Event;
import dev.evenkeel.engine.notification.EventKind;
import dev.evenkeel.engine.notification.EventSeverity;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// One event of each kind.
final class SampleEvents {
    static final Instant AT = Instant.parse("2026-11-26T02:03:04.123456Z");
    static final InstallationIdentity SENDER =
            new InstallationIdentity("urn:uuid:2c7d2d53-8f0b-4c55-a5e2-0a8e6c1a9b11", "https://keel.example");

    private SampleEvents() {}

    static Event of(EventKind kind, EventSeverity severity) {
        boolean incident = kind.family().equals("incident");
        var about = incident
                ? new Event.Subject("payments", "", "incident:i-1", "incident:i-1", "/incidents/i-1")
                : new Event.Subject("payments", "default", "rollout:r-1", "r-1.hold.7", "/rollouts/r-1");
        return Event.of("r-1." + kind.wireName(), kind, AT, about, severity)
                .withText("Title of <" + kind.wireName() + ">", "because 5 > 3 & more")
                .withFact("flag", "payment core")
                .withFact("control", "classic")
                .withFact("candidate", "modern")
                .withFact("author", "anna")
                .withFact("by", "ben")
                .withFact("answer", "approved")
                .withLink(Event.RelatedEventRole.CHANGE, "r-1.started")
                .withLink(Event.RelatedEventRole.DECISION, "r-1.decision.7");
    }

    static List<Event> all() {
        return Arrays.stream(EventKind.values())
                .map(kind -> of(kind, EventSeverity.NOTICE))
                .toList();
    }
}
