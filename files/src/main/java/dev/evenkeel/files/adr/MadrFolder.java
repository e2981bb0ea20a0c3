// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.adr;

import dev.evenkeel.files.json.ValidationErrors;
import dev.evenkeel.files.output.SafeOutputFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A folder of decision records: files named as MADR names them, `0007-use-quarkus.md`.
public final class MadrFolder {
    private static final Pattern NAME = Pattern.compile("\\d+-.+\\.md");
    private static final int SUFFIX = ".md".length();

    private MadrFolder() {}

    /// What a folder holds.
    ///
    /// @param texts of the records, word for word, by id in the order of the names
    /// @param notes what was passed over, and why
    /// @param faults everything that is wrong
    public record FolderContents(
            Map<String, String> texts, List<String> notes, List<ValidationErrors.ValidationError> faults) {}

    /// Reads a folder; folders in it are not looked into.
    ///
    /// @throws IOException when it cannot be read
    public static FolderContents read(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.filter(Files::isRegularFile).sorted().toList();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>();
        var faults = new ValidationErrors();
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            if (NAME.matcher(name).matches()) {
                String text = Files.readString(file);
                String id = name.substring(0, name.length() - SUFFIX);
                MadrCodec.read(id, text, "/" + name, faults);
                texts.put(id, text);
            } else {
                notes.add(name + " is passed over: records are named like 0007-use-quarkus.md");
            }
        }
        return new FolderContents(texts, notes, faults.all());
    }

    /// Writes records into a folder, which is made when it is not there. Files of other names stay, and so do
    /// those that hold the same text.
    ///
    /// @param texts by id
    /// @return names of the files that were written
    /// @throws IOException when that fails; some may be written then
    public static List<String> write(Path folder, Map<String, String> texts) throws IOException {
        SafeOutputFolder output = SafeOutputFolder.at(folder);
        List<String> written = new ArrayList<>();
        for (Map.Entry<String, String> one : texts.entrySet()) {
            String name = one.getKey() + ".md";
            if (output.write(List.of(name), one.getValue())) {
                written.add(name);
            }
        }
        return written;
    }
}
