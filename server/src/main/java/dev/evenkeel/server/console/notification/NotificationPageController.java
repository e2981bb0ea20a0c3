// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.notification;

import dev.evenkeel.server.console.manifest.ManifestOrigins;
import dev.evenkeel.server.foundation.manifest.ManifestService;
import dev.evenkeel.server.operations.notification.NotificationQueries;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// Controller of the notifications page.
@Controller
final class NotificationPageController {
    private static final int MOST = 50;

    private final NotificationQueries notificationQueries;
    private final ManifestService manifests;
    private final Clock clock;

    NotificationPageController(NotificationQueries notificationQueries, ManifestService manifests, Clock clock) {
        this.notificationQueries = notificationQueries;
        this.manifests = manifests;
        this.clock = clock;
    }

    @GetMapping("/events")
    String show(Model model) {
        model.addAttribute(
                "page",
                new NotificationsPageModel(
                        clock.instant(),
                        notificationQueries.listChannels(),
                        notificationQueries.listRules(),
                        notificationQueries.listDeliveries(MOST),
                        notificationQueries.listNewestEvents(MOST)));
        model.addAttribute("origins", ManifestOrigins.load(manifests, "NotificationChannel", "NotificationRule"));
        return "notification/page";
    }
}
