// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.people;

import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLedger;
import dev.evenkeel.server.foundation.problems.ErrorCode;
import dev.evenkeel.server.foundation.problems.NotFound;
import dev.evenkeel.server.foundation.security.access.EnvironmentLookup;
import dev.evenkeel.server.foundation.security.access.SdkKey;
import dev.evenkeel.server.foundation.security.access.SdkKeys;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The front door of SDK keys: who made which, and who took it back, stands in the ledger. Thread-safe.
@Component
public class ServiceKeys {
    private final SdkKeys keys;
    private final EnvironmentLookup environments;
    private final AuditLedger ledger;

    ServiceKeys(SdkKeys keys, EnvironmentLookup environments, AuditLedger ledger) {
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
    /// @throws NotFound when there is no such environment
    public List<SdkKey> list(String environment) {
        environments.requireExists(environment);
        return keys.ofEnvironment(environment);
    }

    /// Makes one more.
    ///
    /// @throws NotFound when there is no such environment
    @Transactional
    SdkKeys.Made create(String environment, PeopleOrders.NewKey order, String who) {
        environments.requireExists(environment);
        SdkKeys.Made made = keys.create(new SdkKeys.Order(environment, order.name(), who, order.until()));
        ledger.append(new AuditEvent(
                who, "sdk-key.created", environment + "/" + made.key().id(), order.name(), null, null));
        return made;
    }

    /// Takes one back.
    ///
    /// @throws NotFound when there is none, or it was already
    @Transactional
    void end(String environment, String id, String who) {
        if (!keys.end(environment, id)) {
            throw new NotFound(
                    ErrorCode.KEY_NOT_FOUND,
                    "Environment " + environment + " has no SDK key " + id + " that is not taken back already.",
                    "GET /api/v1/environments/" + environment + "/sdk-keys lists them.");
        }
        ledger.append(new AuditEvent(who, "sdk-key.ended", environment + "/" + id, "", null, null));
    }
}
