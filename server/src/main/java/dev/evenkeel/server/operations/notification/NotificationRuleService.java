// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.operations.notification;

import dev.evenkeel.api.NotificationApi.NotificationRuleDryRunResponse;
import dev.evenkeel.api.NotificationApi.NotificationRuleResponse;
import dev.evenkeel.api.NotificationApi.PutNotificationRuleRequest;
import dev.evenkeel.api.NotificationApi.RecordedEvent;
import dev.evenkeel.engine.notification.NotificationRule;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.request.JsonRequest;
import dev.evenkeel.server.operations.notification.channel.NotificationChannel;
import dev.evenkeel.server.operations.notification.channel.NotificationChannelRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// The service for notification rules. Thread-safe.
@Component
class NotificationRuleService {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST_EVENTS = 10_000;

    private final NotificationRuleRepository notificationRuleRepository;
    private final EffectiveNotificationRules effectiveNotificationRules;
    private final NotificationChannelRepository channels;
    private final EventRepository events;
    private final AuditLog auditLog;

    NotificationRuleService(
            NotificationRuleRepository notificationRuleRepository,
            EffectiveNotificationRules effectiveNotificationRules,
            NotificationChannelRepository channels,
            EventRepository events,
            AuditLog auditLog) {
        this.notificationRuleRepository = notificationRuleRepository;
        this.effectiveNotificationRules = effectiveNotificationRules;
        this.channels = channels;
        this.events = events;
        this.auditLog = auditLog;
    }

    /// Returns all effective rules.
    List<NotificationRuleResponse> list() {
        return effectiveNotificationRules.listEffective().stream()
                .map(NotificationRuleResponses::of)
                .toList();
    }

    /// @throws NotFoundException if the rule does not exist
    NotificationRuleResponse get(String name) {
        return list().stream()
                .filter(rule -> rule.name().equals(name))
                .findFirst()
                .orElseThrow(() -> notFound(name));
    }

    /// Creates or updates a rule.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    @Transactional
    NotificationRuleResponse save(String name, JsonRequest<PutNotificationRuleRequest> body, String who) {
        PutNotificationRuleRequest request = NotificationRuleFactory.validate(name, body, listChannelNames());
        NotificationRule rule = NotificationRuleFactory.create(name, request);
        String before = notificationRuleRepository
                .findByName(name)
                .map(NotificationRuleService::toJson)
                .orElse(null);
        notificationRuleRepository.save(rule);
        auditLog.append(new AuditEvent(
                who,
                "notification-rule.set",
                name,
                Objects.requireNonNullElse(request.reason(), ""),
                before,
                toJson(rule)));
        return NotificationRuleResponses.of(rule);
    }

    /// Deletes a configured rule.
    ///
    /// @throws NotFoundException if no configured rule has this name
    @Transactional
    void delete(String name, String reason, String who) {
        NotificationRule rule = notificationRuleRepository.findByName(name).orElseThrow(() -> notFound(name));
        notificationRuleRepository.delete(name);
        auditLog.append(new AuditEvent(who, "notification-rule.deleted", name, reason, toJson(rule), null));
    }

    /// Returns what a rule in a request body would have sent.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.ValidationException with all validation errors
    NotificationRuleDryRunResponse dryRun(JsonRequest<PutNotificationRuleRequest> body, Duration lately, Instant now) {
        NotificationRule rule = NotificationRuleFactory.create(
                "tried", NotificationRuleFactory.validate("tried", body, listChannelNames()));
        Instant since = now.minus(lately);
        return NotificationRuleDryRun.run(
                rule,
                channels.findByName(rule.channel())
                        .map(channel -> channel.type().groupingPolicy())
                        .orElse(null),
                events.listSince(since, MOST_EVENTS).stream()
                        .map(RecordedEvent::event)
                        .toList(),
                since);
    }

    private Set<String> listChannelNames() {
        return channels.listAll().stream().map(NotificationChannel::name).collect(Collectors.toSet());
    }

    private static String toJson(NotificationRule rule) {
        return JSON.writeValueAsString(NotificationRuleResponses.of(rule));
    }

    private static NotFoundException notFound(String name) {
        return new NotFoundException(
                ProblemCode.NOTIFICATION_RULE_NOT_FOUND,
                "Notification rule " + name + " does not exist.",
                "To list notification rules: ./evenkeel notification-rule list");
    }
}
