// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.engine.catalog.Service;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.server.flags.usage.FlagDeletionEvidenceQueries;
import dev.evenkeel.server.foundation.catalog.ServiceCatalogService;
import dev.evenkeel.server.foundation.security.access.Caller;
import dev.evenkeel.server.foundation.security.access.FlagOwnerResolver;
import dev.evenkeel.server.foundation.security.access.Right;
import dev.evenkeel.server.gates.editing.FlagEditValidationResult;
import dev.evenkeel.server.gates.editing.FlagEditValidator;
import dev.evenkeel.server.gates.editing.FlagHistoryQueries;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Loads the data of flag pages and the permissions of the caller. Thread-safe.
@Component
public final class FlagPageQueries {
    private final FlagEditValidator checks;
    private final FlagHistoryQueries history;
    private final ServiceCatalogService services;
    private final FlagOwnerResolver owners;
    private final FlagDeletionEvidenceQueries use;

    FlagPageQueries(
            FlagEditValidator checks,
            FlagHistoryQueries history,
            ServiceCatalogService services,
            FlagOwnerResolver owners,
            FlagDeletionEvidenceQueries use) {
        this.checks = checks;
        this.history = history;
        this.services = services;
        this.owners = owners;
        this.use = use;
    }

    /// Returns the caller's permissions for a flag. The API checks the same permissions on each request.
    public FlagPageModel.FlagPermissions getPermissions(FlagDetails flag, Caller.Actor caller) {
        boolean author = canWrite(flag.environment(), flag.key(), caller);
        return new FlagPageModel.FlagPermissions(
                caller.grants().hasRightAnywhere(Right.STOP),
                author,
                author && flag.isOff() && checks.canRestoreWithoutApproval(flag.environment(), flag.key()));
    }

    /// Whether a caller may create, edit and delete the flag with a key, whether or not the flag exists.
    public boolean canWrite(String environment, String key, Caller.Actor caller) {
        return caller.grants().hasRight(Right.AUTHOR, owners.listOwningServices(environment, key));
    }

    /// Previews the creation of a flag.
    NewFlagPreview validateNew(NewFlagForm flag, Caller.Actor caller) {
        List<ValidationError> faults = flag.validate();
        if (!faults.isEmpty()) {
            return NewFlagPreview.ofErrors(flag, faults);
        }
        if (!canWrite(flag.environment(), flag.key(), caller)) {
            return NewFlagPreview.ofErrors(
                    flag,
                    List.of(new ValidationError(
                            "",
                            "No service owns a flag of this key, so only authors of all services may make it.",
                            "Ask an administrator to name it among the flags of your service, on the page Settings.")));
        }
        return new NewFlagPreview(flag, checks.validateNew(flag.environment(), flag.key(), flag.toJson()));
    }

    /// Previews the deletion of a flag.
    ///
    /// @throws dev.evenkeel.server.foundation.problems.NotFoundException if the environment or the flag does
    ///     not exist
    FlagDeletionPreview previewDeletion(String environment, String key, Instant now) {
        return new FlagDeletionPreview(checks.validateDeletion(environment, key), use.getUsage(environment, key), now);
    }

    /// Returns the service that owns the flag; null if unknown.
    public @Nullable Service findService(FlagDetails flag) {
        return services.findByFlag(flag.environment(), flag.key()).orElse(null);
    }

    public List<FlagHistoryRow> listHistory(FlagDetails flag) {
        return FlagHistoryRow.of(history.listNewest(flag.environment(), flag.key()));
    }

    /// Returns the newest revision of an environment.
    public long getNewestRevision(String environment) {
        return history.getNewestRevision(environment);
    }

    FlagEditValidationResult validate(String environment, String key, String text, long from) {
        return checks.validate(environment, key, text, from);
    }
}
