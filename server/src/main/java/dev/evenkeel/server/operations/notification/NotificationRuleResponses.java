// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.api.NotificationApi.NotificationRuleResponse;
import dev.evenkeel.engine.notification.NotificationRule;

/// Conversion of rules to responses.
final class NotificationRuleResponses {
    private NotificationRuleResponses() {}

    static NotificationRuleResponse of(NotificationRule rule) {
        return new NotificationRuleResponse(
                rule.name(),
                rule.channel(),
                rule.services().stream().sorted().toList(),
                rule.least(),
                rule.events().stream().sorted().toList(),
                rule.holdAfter(),
                rule.name().startsWith(EffectiveNotificationRules.IMPLIED_PREFIX));
    }
}
