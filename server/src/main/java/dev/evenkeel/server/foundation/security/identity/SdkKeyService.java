// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import dev.evenkeel.api.CredentialApi.CreateSdkKeyRequest;
import dev.evenkeel.api.CredentialApi.SdkKey;
import dev.evenkeel.server.foundation.audit.AuditEvent;
import dev.evenkeel.server.foundation.audit.AuditLog;
import dev.evenkeel.server.foundation.problems.NotFoundException;
import dev.evenkeel.server.foundation.problems.ProblemCode;
import dev.evenkeel.server.foundation.security.access.ExistingEnvironmentsProvider;
import dev.evenkeel.server.foundation.security.access.SdkKeyRepository;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The service that creates and revokes SDK keys, and records both in the audit log. Thread-safe.
@Component
public class SdkKeyService {
    private final SdkKeyRepository keys;
    private final ExistingEnvironmentsProvider environments;
    private final AuditLog auditLog;

    SdkKeyService(SdkKeyRepository keys, ExistingEnvironmentsProvider environments, AuditLog auditLog) {
        this.keys = keys;
        this.environments = environments;
        this.auditLog = auditLog;
    }

    /// Returns the names of all environments.
    public List<String> listEnvironments() {
        return environments.listEnvironments();
    }

    /// Returns all keys of an environment, including expired and revoked ones, newest first.
    ///
    /// @throws NotFoundException when the environment does not exist
    public List<SdkKey> list(String environment) {
        environments.requireExists(environment);
        return keys.listByEnvironment(environment);
    }

    /// Creates a key.
    ///
    /// @throws NotFoundException when the environment does not exist
    @Transactional
    SdkKeyRepository.CreatedSdkKey create(String environment, CreateSdkKeyRequest request, String who) {
        environments.requireExists(environment);
        String name = Objects.requireNonNullElse(request.name(), "");
        SdkKeyRepository.CreatedSdkKey createdSdkKey =
                keys.create(new SdkKeyRepository.NewSdkKeyAttributes(environment, name, who, request.expiresAt()));
        auditLog.append(new AuditEvent(
                who, "sdk-key.created", environment + "/" + createdSdkKey.key().id(), name, null, null));
        return createdSdkKey;
    }

    /// Revokes a key.
    ///
    /// @throws NotFoundException when the key does not exist or is already revoked
    @Transactional
    void revoke(String environment, String id, String who) {
        if (!keys.revoke(environment, id)) {
            throw new NotFoundException(
                    ProblemCode.SDK_KEY_NOT_FOUND,
                    "Environment " + environment + " has no active SDK key " + id + ".",
                    "To list the SDK keys: ./evenkeel sdk-key list --environment " + environment);
        }
        auditLog.append(new AuditEvent(who, "sdk-key.revoked", environment + "/" + id, "", null, null));
    }
}
