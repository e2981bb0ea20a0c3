// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.command;

/// The descriptions of options shared by several commands.
public final class OptionDescriptions {
    public static final String PROFILE =
            "Profile that names the server (default: EVENKEEL_PROFILE, else the active profile).";
    public static final String REASON = "Reason, shown in the audit log.";
    public static final String SERVICE = "Key of the affected service, such as payments.";
    public static final String ONLY_SERVICE = "Only this service, such as payments.";
    public static final String FLAG = "Key of the flag that controls the change.";
    public static final String ONLY_FLAG = "Only this flag.";
    public static final String CLASS = "Class of the change for the gates, such as hotfix (default: normal).";
    public static final String PERSON = "Name of the acting user (default: the user of the token).";
    public static final String AUTHOR = "Name of the author (default: the user of the token).";
    public static final String ROLE =
            "viewer, author, approver, operator or admin; @SERVICE limits it to one service. Repeatable.";
    public static final String LIMIT = "Maximum number of results (default: ${DEFAULT-VALUE}).";
    public static final String DEPLOYED_IN = "Environment of the deployment, such as production.";
    public static final String ONLY_DEPLOYED_IN = "Only deployments to this environment, such as production.";
    public static final String DRY_RUN = "Show what would change, without changing anything.";
    public static final String PRUNE = "Delete objects that the files do not contain.";
    public static final String OUT = "Output file (default: standard output).";
    public static final String HISTORY =
            "Service history for the case, YAML or JSON; format: docs/reference/service-history.md.";
    public static final String QUARTER = "Quarter in UTC, such as 2026Q4 (default: the current quarter).";
    public static final String YES = "Skip the confirmation that the command or the profile requires on a terminal.";
    public static final String PATIENCE =
            "Seconds to retry while the server is unreachable; then exit code 3 (default: 60).";
    public static final String TIMEOUT =
            "Maximum time to wait, such as PT30M; on timeout exit code 124 (default: no limit).";

    private OptionDescriptions() {}
}
