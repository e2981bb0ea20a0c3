// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.problems;

import java.util.Locale;

/// The stable codes of every error the server answers with, in the `code` of the problem. Programs
/// may rely on them.
public enum ProblemCode {
    /// The request is not well-formed: not JSON, or a parameter of a wrong type.
    MALFORMED(400, "The request cannot be read"),
    /// No credential, or one that is not known.
    UNAUTHENTICATED(401, "Who are you?"),
    /// Known, but not allowed to do this.
    FORBIDDEN(403, "Not allowed"),
    /// Nothing lives at this path.
    PATH_NOT_FOUND(404, "No such path"),
    /// Files know no such kind of object.
    KIND_NOT_FOUND(404, "No such kind"),
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
    /// The environment knows no such pass that compares the stores of a migration.
    RECONCILIATION_NOT_FOUND(404, "No such reconciliation"),
    /// No change has this id, or none could be taken back.
    CHANGE_NOT_FOUND(404, "No such change"),
    /// No override of a gate has this id, or it counts no more.
    OVERRIDE_NOT_FOUND(404, "No such override"),
    /// The calendar has no freeze of this name.
    FREEZE_NOT_FOUND(404, "No such freeze"),
    /// No approval has this id, or it is over.
    APPROVAL_NOT_FOUND(404, "No such approval"),
    /// No proposal has this id.
    PROPOSAL_NOT_FOUND(404, "No such proposal"),
    /// No service has this key.
    SERVICE_NOT_FOUND(404, "No such service"),
    /// No incident has this id, or the incident no such part.
    INCIDENT_NOT_FOUND(404, "No such incident"),
    /// No detection drill has this id.
    DETECTION_NOT_FOUND(404, "No such detection drill"),
    /// No rule of required capacity has this id, or it is over.
    CAPACITY_RULE_NOT_FOUND(404, "No such rule of capacity"),
    /// No forecast has this id.
    FORECAST_NOT_FOUND(404, "No such forecast"),
    /// Nothing is recorded of the service that a case could ask.
    HISTORY_NOT_FOUND(404, "No such history"),
    /// No risk assessment has this id.
    ASSESSMENT_NOT_FOUND(404, "No such risk assessment"),
    /// No risk case of this name is kept.
    RISK_CASE_NOT_FOUND(404, "No such risk case"),
    /// No SLO has this name.
    SLO_NOT_FOUND(404, "No such SLO"),
    /// No sink has this name.
    SINK_NOT_FOUND(404, "No such sink"),
    /// No route has this name.
    ROUTE_NOT_FOUND(404, "No such route"),
    /// No delivery has this number.
    DELIVERY_NOT_FOUND(404, "No such delivery"),
    /// The flag has no rollback plan.
    ROLLBACK_PLAN_NOT_FOUND(404, "No such rollback plan"),
    /// The ledger has no entry of this number.
    ENTRY_NOT_FOUND(404, "No such entry"),
    /// No technology of the register has this key.
    TECHNOLOGY_NOT_FOUND(404, "No such technology"),
    /// No decision record has this id.
    DECISION_RECORD_NOT_FOUND(404, "No such decision record"),
    /// Nobody has this name.
    PERSON_NOT_FOUND(404, "Nobody of that name"),
    /// No token of yours has this id, or it is taken back.
    TOKEN_NOT_FOUND(404, "No such token"),
    /// The environment has no such SDK key, or it is taken back.
    KEY_NOT_FOUND(404, "No such key"),
    /// No session of yours has this id, or it is over.
    SESSION_NOT_FOUND(404, "No such session"),
    /// No process of that name was seen lately.
    CLIENT_NOT_FOUND(404, "No such process"),
    /// The path exists, but not with this method.
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    /// None of the formats the caller accepts can be produced.
    NOT_ACCEPTABLE(406, "No acceptable format"),
    /// What the caller saw has changed in the meantime.
    STALE_REVISION(409, "Changed in the meantime"),
    /// An environment of that name is there already.
    ENVIRONMENT_EXISTS(409, "The environment exists"),
    /// A rollout or an experiment runs on the flag and needs what the request takes away.
    ROLLOUT_RUNNING(409, "A rollout is running"),
    /// The rollout has ended, so nothing can be done about it any more.
    ROLLOUT_ENDED(409, "The rollout has ended"),
    /// An experiment runs on the flag already.
    EXPERIMENT_RUNNING(409, "An experiment is running"),
    /// The experiment has ended, so nothing can be done about it any more.
    EXPERIMENT_ENDED(409, "The experiment has ended"),
    /// Somebody has or had this name already.
    PERSON_EXISTS(409, "The name is given"),
    /// The person has ended, or has not.
    PERSON_STATE(409, "Not in this state of the person"),
    /// Nobody could administer the server any more.
    LAST_ADMIN(409, "The last administrator"),
    /// A person's own token is wanted by nobody in particular.
    NOT_A_PERSON(409, "Not a person"),
    /// The process is connected, so it has not ended.
    CLIENT_CONNECTED(409, "The process is connected"),
    /// Other services need the service.
    SERVICE_NEEDED(409, "The service is needed"),
    /// What a set of files does not name any more cannot be taken away.
    OBJECT_STAYS(409, "It stays"),
    /// Routes lead to the sink.
    SINK_USED(409, "The sink is used"),
    /// The incident is not in a state for this, or something that the state needs is missing; all of it is
    /// listed.
    INCIDENT_STATE(409, "Not in this state of the incident"),
    /// Alerts of the incident fire; all of them are listed.
    ALERTS_FIRING(409, "Alerts are firing"),
    /// The detection drill has ended, or would end before it began.
    DETECTION_ENDED(409, "The drill is over"),
    /// The forecast is resolved, superseded or past its horizon, or the server resolves it itself.
    FORECAST_STATE(409, "Not in this state of the forecast"),
    /// Who made a forecast does not resolve it.
    OWN_FORECAST(409, "One's own forecast"),
    /// Somebody has decided on the assessment or done the work, or a newer one took its place.
    ASSESSMENT_STATE(409, "Not in this state of the assessment"),
    /// A follow-up has no check, or its check does not hold.
    FOLLOW_UP_CHECK(409, "Not by its check"),
    /// A flag that leads a migration would leave its stage against the migration's rules.
    MIGRATION_STAGE(409, "Against the migration's stages"),
    /// A drill of the flag's rollback would measure nothing, or something else runs on the flag.
    DRILL_REFUSED(409, "No drill now"),
    /// The change has not ended.
    CHANGE_RUNS(409, "The change runs"),
    /// A gate that the environment requires is closed; every one that is stands in problems.
    GATES_CLOSED(409, "Gates are closed"),
    /// Neither the rollout's step nor a guardrail asks for a person.
    NOTHING_TO_APPROVE(409, "Nothing to approve"),
    /// The rollout is not held because the database was restored.
    NOTHING_TO_CONFIRM(409, "Nothing to confirm"),
    /// The rollout cannot continue yet: a process or a store is not at the stage of the migration that it
    /// begins at.
    ROLLOUT_HELD(409, "The rollout is held"),
    /// The ladder moves nothing of a team's plan now.
    NOTHING_TO_PLAN(409, "Nothing to plan"),
    /// A technology would take an innovation token that there is not, and no decision record is behind it.
    TOKENS_SPENT(409, "No innovation token is left"),
    /// Who made a change, or ordered it, does not approve it.
    OWN_CHANGE(409, "One's own change"),
    /// Somebody has reviewed the override.
    REVIEWED(409, "Reviewed already"),
    /// Too few people other than its author have approved what a flag would say.
    APPROVAL_MISSING(409, "Approvals are missing"),
    /// The proposal was applied or withdrawn, its time is over, or its flags were changed since.
    PROPOSAL_STATE(409, "Not in this state of the proposal"),
    /// The hash rule of splits would change, which moves subjects, and nobody confirmed it.
    HASH_RULE_SWITCH(409, "The hash rule would change"),
    /// The body did not arrive in time.
    TOO_SLOW(408, "Too slow"),
    /// What the request needs of a rollout was kept for a time and is added up by the hour now.
    COUNTS_ROLLED_UP(410, "The counts are rolled up"),
    /// The body is larger than this endpoint takes.
    TOO_LARGE(413, "Too large"),
    /// The body is in a format this endpoint does not read.
    UNSUPPORTED_FORMAT(415, "Unsupported format"),
    /// The caller asks faster than the server serves one key.
    TOO_MANY_REQUESTS(429, "Too many requests"),
    /// The flag definition has problems; all are listed.
    INVALID_DEFINITION(422, "Invalid flag definition"),
    /// The request is well-formed but contradicts itself or the rules; all problems are listed.
    INVALID(422, "Invalid request"),
    /// The server has more of this kind to do than it can at the moment.
    OVERLOADED(503, "Overloaded"),
    /// As many streams are open as this server allows.
    TOO_MANY_STREAMS(503, "Too many streams"),
    /// The database does not answer at the moment.
    DATABASE_UNAVAILABLE(503, "Database unavailable"),
    /// SDKs have revisions that the database has lost, as after a backup was restored.
    DATABASE_OUTDATED(503, "The database is older than its clients"),
    /// The server is starting or stopping.
    NOT_READY(503, "Not ready"),
    /// A fault of the server.
    INTERNAL(500, "Internal error");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /// The HTTP status that goes with it.
    public int status() {
        return status;
    }

    /// A short text for humans, the same for every occurrence.
    public String title() {
        return title;
    }

    /// The code as it is sent, for example `flag-not-found`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
