// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.report;

import dev.evenkeel.api.ReportApi.AddLessonRequest;
import dev.evenkeel.api.ReportApi.Lesson;
import dev.evenkeel.cli.client.ServerApiClient;
import dev.evenkeel.cli.command.AbstractServerCommand;
import dev.evenkeel.cli.command.OptionDescriptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The `evenkeel report lesson` command: records a lesson from a change.
@Command(
        description = {
            "Records a lesson learned from a flag's change.",
            "The lesson refers to a forecast or to an incident, and appears in the report of the change.",
            "",
            "Example:",
            "  ./evenkeel report lesson payment-core --related-to f-5f0c --on-behalf-of lea \\",
            "      \"two weeks late: the schema rehearsal found unplanned work\"",
            ""
        })
final class ChangeLessonRecordCommand extends AbstractServerCommand {
    @Parameters(index = "0", paramLabel = "FLAG", description = "Key of the flag.")
    private String flag = "";

    @Parameters(index = "1", paramLabel = "TEXT", description = "The lesson, in one sentence.")
    private String lesson = "";

    @Option(
            names = "--related-to",
            paramLabel = "ID",
            required = true,
            description = "ID of a forecast or an incident, such as f-5f0c2b1d9a7e4c36.")
    private String relatedTo = "";

    @Option(names = "--on-behalf-of", paramLabel = "NAME", description = OptionDescriptions.PERSON)
    private @Nullable String person;

    @Override
    protected CommandResult execute(ServerApiClient api) throws InterruptedException {
        var added =
                api.post(flagPath(flag) + "/lessons", new AddLessonRequest(lesson, relatedTo, person), Lesson.class);
        Lesson recorded = added.value();
        return new CommandResult(
                added.body(),
                "Lesson " + recorded.id() + " recorded by " + recorded.person() + ": " + recorded.lesson());
    }
}
