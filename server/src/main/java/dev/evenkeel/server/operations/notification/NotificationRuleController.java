// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.api.NotificationApi.NotificationRuleDryRunResponse;
import dev.evenkeel.api.NotificationApi.NotificationRuleResponse;
import dev.evenkeel.api.NotificationApi.PutNotificationRuleRequest;
import dev.evenkeel.server.foundation.problems.MalformedOrOverLimitException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.RequiresRight;
import dev.evenkeel.server.foundation.security.access.Right;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// HTTP endpoints for notification rules (docs/reference/http-api.md).
@RestController
@RequestMapping("/api/v1/notification-rules")
class NotificationRuleController {
    private static final int MOST_HOURS = 720;

    private final NotificationRuleService rules;
    private final Clock clock;

    NotificationRuleController(NotificationRuleService rules, Clock clock) {
        this.rules = rules;
        this.clock = clock;
    }

    /// Lists the effective notification rules: configured ones by name, then implied ones.
    @GetMapping
    List<NotificationRuleResponse> list() {
        return rules.list();
    }

    /// Returns a configured or implied notification rule.
    @GetMapping("/{name}")
    NotificationRuleResponse get(@PathVariable String name) {
        return rules.get(name);
    }

    /// Creates or replaces a notification rule; rejected if its channel does not exist.
    @PutMapping("/{name}")
    @RequiresRight(Right.ADMINISTER)
    NotificationRuleResponse save(
            @PathVariable String name, JsonRequest<PutNotificationRuleRequest> body, Caller.Actor caller) {
        return rules.save(name, body, caller.name());
    }

    /// Deletes a configured notification rule.
    @DeleteMapping("/{name}")
    @RequiresRight(Right.ADMINISTER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String name, @RequestParam(defaultValue = "") String reason, Caller.Actor caller) {
        rules.delete(name, reason, caller.name());
    }

    /// Returns what a rule in the body would have sent in the last hours; stores and sends nothing.
    @PostMapping("/dry-run")
    @RequiresRight(value = Right.VIEW, scope = RequiresRight.ServiceSource.ANY)
    NotificationRuleDryRunResponse dryRun(
            JsonRequest<PutNotificationRuleRequest> body, @RequestParam(defaultValue = "24") int hours) {
        return rules.dryRun(body, toPeriod(hours), clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private static Duration toPeriod(int hours) {
        if (hours < 1 || hours > MOST_HOURS) {
            throw new MalformedOrOverLimitException(
                    ProblemCode.MALFORMED,
                    "hours must be 1 to " + MOST_HOURS + ", got " + hours + ".",
                    "Omit it for the last 24 hours; events are stored for 30 days.");
        }
        return Duration.ofHours(hours);
    }
}
