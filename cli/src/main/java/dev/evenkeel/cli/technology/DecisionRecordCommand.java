// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.technology;

import dev.evenkeel.api.DecisionRecordApi.DecisionRecordDetailsResponse;
import dev.evenkeel.api.DecisionRecordApi.DecisionRecordResponse;
import dev.evenkeel.cli.command.CommandGroup;
import dev.evenkeel.cli.command.Resource;
import picocli.CommandLine.Command;

/// The `evenkeel decision-record` commands: manage decision records (MADR).
@Command(description = "List, show, import and export decision records in Markdown (MADR).")
public final class DecisionRecordCommand extends CommandGroup {
    private static final Resource RECORDS =
            Resource.at("/api/v1/decision-records").argument("ID", "ID of the record, such as 0007-use-quarkus.");

    public DecisionRecordCommand() {
        super(
                RECORDS.list(DecisionRecordResponse[].class, TechTextFormatter::formatRecords)
                        .verb("list", """
                        Lists the decision records on the server.

                        Example:
                          ./evenkeel decision-record list
                        """),
                RECORDS.show(
                                DecisionRecordDetailsResponse.class,
                                record -> record.text().stripTrailing())
                        .verb("show", """
                        Prints the text of a decision record.

                        Example:
                          ./evenkeel decision-record show 0007-use-quarkus
                        """),
                verb("import", DecisionRecordImportCommand.class),
                verb("export", DecisionRecordExportCommand.class));
    }
}
