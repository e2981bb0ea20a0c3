// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.people;

import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.security.access.EnvironmentLookup;
import dev.evenkeel.server.foundation.security.access.SdkKey;
import dev.evenkeel.server.foundation.security.access.SdkKeyRepository;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The front door of SDK keys: who made which, and who took it back, stands in the ledger. Thread-safe.
@Component
public class SdkKeyService {
    private final SdkKeyRepository keys;
    private final EnvironmentLookup environments;
    private final AuditLog ledger;

    SdkKeyService(SdkKeyRepository keys, EnvironmentLookup environments, AuditLog ledger) {
        this.keys = keys;
        this.environments = environments;
        this.ledger = ledger;
    }

    /// Names of the environments that have keys.
    public List<String> environments() {
        return environments.environments();
    }

    /// All that an environment ever had, newest first.
    ///
    /// @throws NotFoundException when there is no such environment
    public List<SdkKey> list(String environment) {
        environments.requireExists(environment);
        return keys.ofEnvironment(environment);
    }

    /// Makes one more.
    ///
    /// @throws NotFoundException when there is no such environment
    @Transactional
    SdkKeyRepository.CreatedSdkKey create(String environment, PersonRequestParser.NewKey order, String who) {
        environments.requireExists(environment);
        SdkKeyRepository.CreatedSdkKey made =
                keys.create(new SdkKeyRepository.NewSdkKey(environment, order.name(), who, order.until()));
        ledger.append(new AuditEvent(
                who, "sdk-key.created", environment + "/" + made.key().id(), order.name(), null, null));
        return made;
    }

    /// Takes one back.
    ///
    /// @throws NotFoundException when there is none, or it was already
    @Transactional
    void end(String environment, String id, String who) {
        if (!keys.end(environment, id)) {
            throw new NotFoundException(
                    ProblemCode.KEY_NOT_FOUND,
                    "Environment " + environment + " has no SDK key " + id + " that is not taken back already.",
                    "GET /api/v1/environments/" + environment + "/sdk-keys lists them.");
        }
        ledger.append(new AuditEvent(who, "sdk-key.ended", environment + "/" + id, "", null, null));
    }
}
