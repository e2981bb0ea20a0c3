// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.slo;

import dev.evenkeel.cli.terminal.IoErrorFormatter;
import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.files.openslo.OpenSloFile;
import dev.evenkeel.files.openslo.OpenSloObject;
import dev.evenkeel.files.openslo.OpenSloObjectSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// The OpenSLO files named on the command line.
///
/// @param objects valid objects
/// @param set the set of these objects
/// @param faults errors with their files
/// @param warnings warnings with their files
record OpenSloFiles(
        List<OpenSloObject> objects, OpenSloObjectSet set, List<FileProblem> faults, List<FileProblem> warnings) {
    /// An error or warning at a location in a file.
    record FileProblem(String file, String pointer, String message, String remedy) {
        static FileProblem of(String file, ValidationError fault) {
            return new FileProblem(file, fault.pointer(), fault.message(), fault.remedy());
        }

        @Override
        public String toString() {
            return file + " " + pointer + ": " + message + "; " + remedy;
        }
    }

    /// Reads files.
    ///
    /// @throws ParameterException when a file cannot be read
    static OpenSloFiles read(List<Path> files, CommandLine command) {
        List<OpenSloObject> objects = new ArrayList<>();
        List<FileProblem> faults = new ArrayList<>();
        List<FileProblem> warnings = new ArrayList<>();
        for (Path file : files) {
            OpenSloFile read = OpenSloFile.parse(text(file, command));
            String prefix = files.size() == 1 ? "" : "/" + file;
            read.objects()
                    .forEach(object -> objects.add(
                            new OpenSloObject(object.kind(), object.name(), prefix + object.pointer(), object.json())));
            read.errors().forEach(fault -> faults.add(FileProblem.of(file.toString(), fault)));
            read.warnings().forEach(warning -> warnings.add(FileProblem.of(file.toString(), warning)));
        }
        var set = new OpenSloObjectSet(objects);
        String all = files.size() == 1 ? files.getFirst().toString() : "all files";
        set.errors().forEach(fault -> faults.add(FileProblem.of(all, fault)));
        set.warnings().forEach(warning -> warnings.add(FileProblem.of(all, warning)));
        return new OpenSloFiles(objects, set, faults, warnings);
    }

    private static String text(Path file, CommandLine command) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ParameterException(command, "Cannot read " + file + ": " + IoErrorFormatter.formatReason(e));
        }
    }
}
