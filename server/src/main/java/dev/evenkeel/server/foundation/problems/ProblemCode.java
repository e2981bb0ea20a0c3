// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.problems;

import java.util.Locale;

/// The stable error codes of the server, sent in `code` of the problem. Clients may rely on them.
public enum ProblemCode {
    /// The request is not well-formed: not JSON, or a parameter of a wrong type.
    MALFORMED(400, "Malformed request"),
    /// The credential is missing or invalid.
    UNAUTHENTICATED(401, "Unauthorized"),
    /// The caller is authenticated but lacks permission.
    FORBIDDEN(403, "Forbidden"),
    /// No endpoint has this path.
    PATH_NOT_FOUND(404, "No such path"),
    /// Manifests have no such kind.
    MANIFEST_KIND_NOT_FOUND(404, "No such manifest kind"),
    /// The environment has never had a flag set.
    ENVIRONMENT_NOT_FOUND(404, "No such environment"),
    /// The flag set has no such flag.
    FLAG_NOT_FOUND(404, "No such flag"),
    /// The environment has never had this revision.
    REVISION_NOT_FOUND(404, "No such revision"),
    /// The flag set has no such segment.
    SEGMENT_NOT_FOUND(404, "No such segment"),
    /// No rollout has this id.
    ROLLOUT_NOT_FOUND(404, "No such rollout"),
    /// No experiment has this id.
    EXPERIMENT_NOT_FOUND(404, "No such experiment"),
    /// The environment has no such reconciliation pass of a migration's stores.
    RECONCILIATION_NOT_FOUND(404, "No such reconciliation"),
    /// No change has this id, or no change can be reverted.
    CHANGE_NOT_FOUND(404, "No such change"),
    /// No gate override has this id, or it has expired.
    OVERRIDE_NOT_FOUND(404, "No such override"),
    /// The calendar has no freeze window of this name.
    FREEZE_WINDOW_NOT_FOUND(404, "No such freeze window"),
    /// No approval has this id, or it has expired.
    APPROVAL_NOT_FOUND(404, "No such approval"),
    /// No proposal has this id.
    PROPOSAL_NOT_FOUND(404, "No such proposal"),
    /// No service has this key.
    SERVICE_NOT_FOUND(404, "No such service"),
    /// No incident has this id, or the incident no such part.
    INCIDENT_NOT_FOUND(404, "No such incident"),
    /// No detection drill has this id.
    DETECTION_DRILL_NOT_FOUND(404, "No such detection drill"),
    /// No capacity requirement has this id, or it has expired.
    CAPACITY_REQUIREMENT_NOT_FOUND(404, "No such capacity requirement"),
    /// No forecast has this id.
    FORECAST_NOT_FOUND(404, "No such forecast"),
    /// The service has no recorded history for a risk case.
    SERVICE_HISTORY_NOT_FOUND(404, "No such service history"),
    /// No risk assessment has this id.
    ASSESSMENT_NOT_FOUND(404, "No such risk assessment"),
    /// No risk case of this name is stored.
    RISK_CASE_NOT_FOUND(404, "No such risk case"),
    /// No SLO has this name.
    SLO_NOT_FOUND(404, "No such SLO"),
    /// No notification channel has this name.
    CHANNEL_NOT_FOUND(404, "No such channel"),
    /// No notification rule has this name.
    NOTIFICATION_RULE_NOT_FOUND(404, "No such notification rule"),
    /// No delivery has this number.
    DELIVERY_NOT_FOUND(404, "No such delivery"),
    /// The flag has no rollback plan.
    ROLLBACK_PLAN_NOT_FOUND(404, "No such rollback plan"),
    /// The audit log has no entry with this number.
    AUDIT_ENTRY_NOT_FOUND(404, "No such audit entry"),
    /// The technology register has no such key.
    TECHNOLOGY_NOT_FOUND(404, "No such technology"),
    /// No decision record has this id.
    DECISION_RECORD_NOT_FOUND(404, "No such decision record"),
    /// No user has this name.
    USER_NOT_FOUND(404, "No such user"),
    /// The caller has no token with this id, or it is revoked.
    TOKEN_NOT_FOUND(404, "No such token"),
    /// The environment has no such SDK key, or it is revoked.
    SDK_KEY_NOT_FOUND(404, "No such SDK key"),
    /// The caller has no session with this id, or it has ended.
    SESSION_NOT_FOUND(404, "No such session"),
    /// No SDK client of this name was seen recently.
    CLIENT_NOT_FOUND(404, "No such client"),
    /// The path exists, but not with this method.
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    /// None of the formats that the caller accepts can be produced.
    NOT_ACCEPTABLE(406, "No acceptable format"),
    /// The state that the caller read has changed since.
    REVISION_CONFLICT(409, "Revision conflict"),
    /// An environment of this name already exists.
    ENVIRONMENT_EXISTS(409, "The environment already exists"),
    /// A rollout or an experiment runs on the flag and needs what the request removes.
    ROLLOUT_RUNNING(409, "A rollout is running"),
    /// The rollout has ended and cannot be changed.
    ROLLOUT_ENDED(409, "The rollout has ended"),
    /// An experiment already runs on the flag.
    EXPERIMENT_RUNNING(409, "An experiment is running"),
    /// The experiment has ended and cannot be changed.
    EXPERIMENT_ENDED(409, "The experiment has ended"),
    /// Another user has or had this name.
    USER_EXISTS(409, "The username is taken"),
    /// The user is disabled, or is not.
    INVALID_USER_STATE(409, "Invalid user state"),
    /// No administrator would remain.
    LAST_ADMIN(409, "Last administrator"),
    /// A personal token was requested by a caller that is not a user.
    USER_REQUIRED(409, "User required"),
    /// The SDK client is still connected.
    CLIENT_CONNECTED(409, "The client is connected"),
    /// Other services depend on the service.
    SERVICE_IN_USE(409, "The service is in use"),
    /// An object that its manifest set no longer contains cannot be deleted.
    OBJECT_NOT_DELETABLE(409, "The object cannot be deleted"),
    /// Notification rules use the channel.
    CHANNEL_IN_USE(409, "The channel is in use"),
    /// The incident's state does not permit this, or something that the new state requires is missing;
    /// everything missing is listed.
    INVALID_INCIDENT_STATE(409, "Invalid incident state"),
    /// Alerts of the incident are firing; all of them are listed.
    ALERTS_FIRING(409, "Alerts are firing"),
    /// The detection drill has ended, or would end before it began.
    DETECTION_DRILL_ENDED(409, "The detection drill has ended"),
    /// The forecast is resolved, superseded or past its horizon, or the server resolves it itself.
    INVALID_FORECAST_STATE(409, "Invalid forecast state"),
    /// The author of a forecast may not resolve it.
    SELF_RESOLUTION(409, "You cannot resolve your own forecast"),
    /// The assessment was already decided or completed, or superseded by a newer one.
    INVALID_ASSESSMENT_STATE(409, "Invalid assessment state"),
    /// A follow-up has no check, or its check fails.
    FOLLOW_UP_CHECK_FAILED(409, "Follow-up check failed"),
    /// A flag that controls a migration would leave its stage against the migration's rules.
    MIGRATION_STAGE_CONFLICT(409, "Migration stage conflict"),
    /// A rollback drill of the flag would measure nothing, or another change runs on the flag.
    DRILL_NOT_POSSIBLE(409, "Drill not possible"),
    /// The change has not ended.
    CHANGE_RUNNING(409, "The change is running"),
    /// A gate that the environment requires is closed; all closed gates are listed in `problems`.
    GATES_CLOSED(409, "Gates are closed"),
    /// Neither the rollout's step nor a guardrail requires an approval.
    NOTHING_TO_APPROVE(409, "Nothing to approve"),
    /// The rollout is not on hold because of a restored database.
    NOTHING_TO_CONFIRM(409, "Nothing to resume"),
    /// The rollout cannot continue yet: a process or a store has not reached the migration stage at which it
    /// begins.
    ROLLOUT_HELD(409, "The rollout is on hold"),
    /// The rules currently change nothing in a team's plan.
    NOTHING_TO_PLAN(409, "Nothing to plan"),
    /// A technology requires an innovation token, none is left, and no decision record covers it.
    INNOVATION_TOKENS_EXHAUSTED(409, "No innovation tokens left"),
    /// The author or requester of a change may not approve it.
    SELF_APPROVAL(409, "You cannot approve your own change"),
    /// The override has already been reviewed.
    ALREADY_REVIEWED(409, "Already reviewed"),
    /// The flag change lacks approvals by users other than its author.
    APPROVAL_REQUIRED(409, "Approval required"),
    /// The proposal was applied, withdrawn or has expired, or its flags have changed since.
    INVALID_PROPOSAL_STATE(409, "Invalid proposal state"),
    /// The hash rule of splits would change, which moves subjects, without confirmation.
    HASH_RULE_CHANGE(409, "The hash rule would change"),
    /// The body did not arrive in time.
    REQUEST_TIMEOUT(408, "Request timeout"),
    /// The requested data of a rollout is past its retention period and only available as hourly sums.
    COUNTS_ROLLED_UP(410, "Only hourly counts available"),
    /// The body is larger than the endpoint accepts.
    PAYLOAD_TOO_LARGE(413, "Payload too large"),
    /// The endpoint does not accept this format of the body.
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    /// The caller exceeds the rate limit of its key.
    TOO_MANY_REQUESTS(429, "Too many requests"),
    /// The flag definition has problems; all are listed.
    INVALID_DEFINITION(422, "Invalid flag definition"),
    /// The request is well-formed but contradicts itself or the rules; all problems are listed.
    INVALID(422, "Invalid request"),
    /// The server has reached its limit for this kind of request.
    OVERLOADED(503, "Overloaded"),
    /// The server has reached its limit of open streams.
    TOO_MANY_STREAMS(503, "Too many streams"),
    /// The database does not answer at the moment.
    DATABASE_UNAVAILABLE(503, "Database unavailable"),
    /// The Kafka cluster that stores outcome batches does not answer at the moment.
    BATCH_LOG_UNAVAILABLE(503, "Kafka unavailable"),
    /// SDKs have revisions that the database has lost, as after a restore from a backup.
    DATABASE_OUTDATED(503, "The database is older than its clients"),
    /// The server is starting or stopping.
    NOT_READY(503, "Not ready"),
    /// An error in the server.
    INTERNAL(500, "Internal error");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /// Returns the HTTP status.
    public int status() {
        return status;
    }

    /// Returns a short text for users, the same for every occurrence.
    public String title() {
        return title;
    }

    /// Returns the code as sent, for example `flag-not-found`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
