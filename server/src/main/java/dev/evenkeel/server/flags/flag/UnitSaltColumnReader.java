// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.flags.flag;

import dev.evenkeel.core.flag.split.UnitSalt;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Reader of the column `salt` of the table `unit_salt`.
public final class UnitSaltColumnReader {
    private UnitSaltColumnReader() {}

    /// @return null if the row has no salt
    public static @Nullable UnitSalt read(ResultSet row) throws SQLException {
        byte[] salt = row.getBytes("salt");
        return salt == null ? null : UnitSalt.of(salt);
    }
}
