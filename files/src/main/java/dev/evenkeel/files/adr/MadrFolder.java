// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.adr;

import dev.evenkeel.engine.validation.ValidationError;
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

/// A folder of decision records with MADR file names, such as `0007-use-quarkus.md`.
public final class MadrFolder {
    private static final Pattern NAME = Pattern.compile("\\d+-.+\\.md");
    private static final int SUFFIX = ".md".length();

    private MadrFolder() {}

    /// The contents of a folder.
    ///
    /// @param texts unchanged texts of the records by id, sorted by file name
    /// @param notes skipped files, with the reason
    /// @param errors all validation errors
    public record FolderContents(Map<String, String> texts, List<String> notes, List<ValidationError> errors) {}

    /// Reads a folder without its subfolders.
    ///
    /// @throws IOException when the folder cannot be read
    public static FolderContents read(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.filter(Files::isRegularFile).sorted().toList();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>();
        var errors = new ValidationErrors();
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            if (NAME.matcher(name).matches()) {
                String text = Files.readString(file);
                String id = name.substring(0, name.length() - SUFFIX);
                MadrCodec.decode(id, text, "/" + name, errors);
                texts.put(id, text);
            } else {
                notes.add(name + " is skipped; name records like 0007-use-quarkus.md");
            }
        }
        return new FolderContents(texts, notes, errors.toList());
    }

    /// Writes records to a folder, creating it if missing. Leaves files of other names, and files with the same
    /// text, unchanged.
    ///
    /// @param texts by id
    /// @return names of the written files
    /// @throws IOException when writing fails; some files may then be written
    public static List<String> write(Path folder, Map<String, String> texts) throws IOException {
        SafeOutputFolder output = SafeOutputFolder.open(folder);
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
