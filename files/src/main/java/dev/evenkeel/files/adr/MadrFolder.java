// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.files.adr;

import dev.evenkeel.files.plan.Faults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    public record Found(Map<String, String> texts, List<String> notes, List<Faults.Fault> faults) {}

    /// Reads a folder; folders in it are not looked into.
    ///
    /// @throws IOException when it cannot be read
    public static Found read(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.filter(Files::isRegularFile).sorted().toList();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>();
        var faults = new Faults();
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            if (NAME.matcher(name).matches()) {
                String text = Files.readString(file);
                String id = name.substring(0, name.length() - SUFFIX);
                MadrText.read(id, text, "/" + name, faults);
                texts.put(id, text);
            } else {
                notes.add(name + " is passed over: records are named like 0007-use-quarkus.md");
            }
        }
        return new Found(texts, notes, faults.all());
    }

    /// Writes records into a folder, which is made when it is not there. Files of other names stay, and so do those
    /// that hold the same text.
    ///
    /// @param texts by id
    /// @return names of the files that were written
    /// @throws IOException when that fails; some may be written then
    public static List<String> write(Path folder, Map<String, String> texts) throws IOException {
        Files.createDirectories(folder);
        List<String> written = new ArrayList<>();
        for (Map.Entry<String, String> one : texts.entrySet()) {
            if (!DecisionRecord.isId(one.getKey())) {
                throw new IllegalArgumentException("\"" + one.getKey() + "\" cannot be the id of a decision record");
            }
            Path file = folder.resolve(one.getKey() + ".md");
            if (!Files.exists(file) || !Files.readString(file).equals(one.getValue())) {
                Files.writeString(file, one.getValue(), StandardCharsets.UTF_8);
                written.add(String.valueOf(file.getFileName()));
            }
        }
        return written;
    }
}
