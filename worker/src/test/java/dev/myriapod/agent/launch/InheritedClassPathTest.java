package dev.myriapod.agent.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import org.junit.jupiter.api.Test;

class InheritedClassPathTest {
    @Test
    void isHandedOnAsItIs() throws MalformedURLException {
        URL jar = URI.create("file:/lib/worker.jar").toURL();

        assertThat(InheritedClassPath.entries("/app" + File.pathSeparator + "/lib/worker.jar", jar))
                .containsExactly("/app", "/lib/worker.jar");
        assertThat(InheritedClassPath.entries("/app", null)).containsExactly("/app");
        assertThat(InheritedClassPath.entries()).isNotEmpty();
    }

    @Test
    void ofAProgramOfModulesIsNone() {
        assertThatThrownBy(() -> InheritedClassPath.entries("", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("modules")
                .hasMessageContaining("classPath");
    }

    @Test
    void ofJarsInsideAJarIsOfNoUse() throws MalformedURLException {
        URL nested = URI.create("jar:file:/app.jar!/BOOT-INF/lib/worker.jar!/").toURL();

        assertThatThrownBy(() -> InheritedClassPath.entries("/app.jar", nested))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/app.jar!/BOOT-INF/lib/worker.jar")
                .hasMessageContaining("classPath");
    }
}
