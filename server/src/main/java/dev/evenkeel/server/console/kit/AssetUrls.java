// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;

/// Paths of stylesheets and scripts. Each contains the version of its content, so that browsers may cache the
/// file forever.
///
/// Thread-safe.
public final class AssetUrls {
    /* Concurrent computations of an entry give the same result. */
    private static final Map<String, String> ADDRESSES = new ConcurrentHashMap<>();

    private AssetUrls() {}

    /// Returns the path of a file from `resources/static`.
    public static String localUrl(String file) {
        return ADDRESSES.computeIfAbsent(file, name -> "/assets/" + name + "?v=" + checksum("static/" + name));
    }

    /// Returns the content of a file from `resources/static`, for self-contained pages.
    public static String readText(String file) {
        try (InputStream in = open("static/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    /// Returns the Content Security Policy source that allows the content of a file as an inline style.
    public static String cspSource(String file) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(readText(file).getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /// Returns the path of a file of an npm WebJar: `uplot`, `dist/uPlot.min.css`.
    public static String webJarUrl(String library, String file) {
        return ADDRESSES.computeIfAbsent(
                library + "/" + file, name -> "/assets/webjars/" + library + "/" + version(library) + "/" + file);
    }

    private static String version(String library) {
        String path = "META-INF/maven/org.webjars.npm/" + library + "/pom.properties";
        try (InputStream in = open(path)) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    private static String checksum(String path) {
        try (InputStream in = open(path)) {
            CRC32 checksum = new CRC32();
            checksum.update(in.readAllBytes());
            return Long.toHexString(checksum.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    private static InputStream open(String path) throws IOException {
        InputStream in = AssetUrls.class.getClassLoader().getResourceAsStream(path);
        if (in == null) {
            throw new IOException("not on the class path: " + path);
        }
        return in;
    }
}
