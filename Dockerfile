# One image for both roles: docker run IMAGE coordinator ..., docker run IMAGE worker ...
# Needs cli/target/myriapod.jar, which bin/image builds first; see docs/containers.md.
ARG BASE_IMAGE=eclipse-temurin:25-jre
FROM ${BASE_IMAGE}

# Group 0 owns what is written, so that any other user id (docker run --user 12345) works as well.
RUN echo 'myriapod:x:10001:0:Myriapod:/var/lib/myriapod:/bin/false' >>/etc/passwd \
    && mkdir -p /opt/myriapod /var/lib/myriapod \
    && chown 10001:0 /var/lib/myriapod \
    && chmod 0770 /var/lib/myriapod
COPY docker/myriapod /usr/local/bin/myriapod
COPY cli/target/myriapod.jar /opt/myriapod/myriapod.jar
# The classes of a health check, ready to map: it takes half the time then. It fails here, as nobody listens, and it may.
RUN java -XX:ArchiveClassesAtExit=/opt/myriapod/myriapod.jsa -Xlog:cds=off -Xlog:cds+dynamic=off \
        -jar /opt/myriapod/myriapod.jar health --connect myriapod://localhost:1 >/dev/null 2>&1 || true

ENV HOME=/var/lib/myriapod XDG_CACHE_HOME=/var/lib/myriapod/cache MYRIAPOD_DATA_DIRECTORY=/var/lib/myriapod
USER 10001:0
WORKDIR /var/lib/myriapod
EXPOSE 7717
HEALTHCHECK --interval=10s --timeout=10s --start-period=20s --retries=3 CMD ["myriapod", "health"]
ENTRYPOINT ["myriapod"]
CMD ["--help"]
