FROM python:3.13-slim AS build
WORKDIR /src
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY bot bot
COPY adapters adapters
COPY storage storage
RUN python -m venv /opt/crmbot \
    && /opt/crmbot/bin/pip install --no-cache-dir -c constraints.txt . \
    && /opt/crmbot/bin/python -m compileall -q /opt/crmbot/lib

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /data --create-home crmbot
COPY --from=build /opt/crmbot /opt/crmbot
ENV PATH=/opt/crmbot/bin:$PATH \
    CRMBOT_DATABASE_URL=sqlite:////data/crmbot.db \
    CRMBOT_HOST=0.0.0.0 \
    PYTHONUNBUFFERED=1
USER crmbot
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=15s \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ.get(\"CRMBOT_PORT\", \"8080\")}/readyz', timeout=4)"]
ENTRYPOINT ["crmbot"]
CMD ["serve"]
