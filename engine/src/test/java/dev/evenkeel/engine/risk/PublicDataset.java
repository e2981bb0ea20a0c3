// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.risk;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Public data for tests, read from the folder in the system property `evenkeel.shared` if it exists.
///
/// @param header names of the columns
/// @param rows rows below the header
public record PublicDataset(List<String> header, List<String[]> rows) {

    /// A CSV file without quotes. Without it the calling test is skipped, saying how many rows that leaves out.
    public static PublicDataset read(String name, int rows) throws IOException {
        Path file = Path.of(System.getProperty("evenkeel.shared", "absent"), "risk", name);
        assumeTrue(Files.isRegularFile(file), "skipped " + rows + " rows of public data: " + name + " is not there");
        List<String> lines = Files.readAllLines(file);
        var data = new PublicDataset(
                List.of(lines.getFirst().split(",")),
                lines.stream().skip(1).map(line -> line.split(",")).toList());
        if (data.rows.size() != rows) {
            throw new IllegalStateException(name + " has " + data.rows.size() + " rows and not " + rows);
        }
        return data;
    }

    /// The numbers of a column.
    public double[] numbers(String column) {
        int index = header.indexOf(column);
        return rows.stream().mapToDouble(row -> Double.parseDouble(row[index])).toArray();
    }
}
